package dev.tocsin.rules.compile;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tocsin.rules.plan.Shape;
import dev.tocsin.rules.plan.ValueTest;
import dev.tocsin.rules.source.Yaml;
import dev.tocsin.rules.value.Network;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles one value of an item into tests, any of which must pass. */
final class TestCompiler {
    private final RuleContext context;
    private final ItemKey key;

    TestCompiler(RuleContext context, ItemKey key) {
        this.context = context;
        this.key = key;
    }

    /** How the text of a value must stand in the other. */
    static Shape affix(ItemKey key) {
        if (key.has(Modifier.CONTAINS)) {
            return Shape.CONTAINS;
        }
        if (key.has(Modifier.STARTSWITH)) {
            return Shape.STARTS_WITH;
        }
        return key.has(Modifier.ENDSWITH) ? Shape.ENDS_WITH : Shape.EQUALS;
    }

    /** The tests; none when the value is wrong, which is then among the problems. */
    List<ValueTest> compile(Yaml.Scalar value) {
        if (!key.has(Modifier.EXPAND)) {
            return tests(value, value.text());
        }
        List<ValueTest> all = new ArrayList<>();
        for (String text : new ListValues(context, key).texts(value)) {
            List<ValueTest> tests = tests(value, text);
            if (tests.isEmpty()) {
                return List.of();
            }
            all.addAll(tests);
        }
        return all;
    }

    private List<ValueTest> tests(Yaml.Scalar value, String text) {
        if (key.has(Modifier.RE)) {
            return listOf(regex(value, text));
        }
        if (key.has(Modifier.CIDR)) {
            return listOf(network(value, text));
        }
        boolean compared =
                key.among(Combination.TIME_PARTS) != null
                        || key.among(Combination.COMPARISONS) != null;
        return compared
                ? listOf(new NumberTests(context, key).compile(value, text))
                : new TextTests(context, key).compile(value, text);
    }

    private static List<ValueTest> listOf(@Nullable ValueTest test) {
        return test == null ? List.of() : List.of(test);
    }

    private @Nullable ValueTest regex(Yaml.Scalar value, String text) {
        String excess = RegexSize.excess(text);
        if (excess != null) {
            error(value, excess, "split it into several, or repeat less");
            return null;
        }
        try {
            Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            error(
                    value,
                    "a regular expression in RE2 syntax, but found '"
                            + e.getPattern()
                            + "': "
                            + e.getDescription(),
                    "RE2 has no look-around and no back-references; check brackets and escapes");
            return null;
        }
        return new ValueTest.Regex(
                text, key.has(Modifier.I), key.has(Modifier.M), key.has(Modifier.S));
    }

    private @Nullable ValueTest network(Yaml.Scalar value, String text) {
        Network network = Network.parse(text);
        if (network == null) {
            error(
                    value,
                    "a network such as 10.0.0.0/8 or 2001:db8::/32, but found '" + text + "'",
                    "write address/prefix");
            return null;
        }
        if (network.hasHostBits()) {
            error(
                    value,
                    "a network without host bits, but found '" + text + "'",
                    "write " + network.base() + ", or the address alone");
            return null;
        }
        return new ValueTest.InNetwork(network);
    }

    private void error(Yaml.Scalar value, String expected, String hint) {
        context.problems().error(value.at(), "Expected " + expected, hint);
    }
}
