package dev.tocsin.rules.compile;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tocsin.rules.plan.Shape;
import dev.tocsin.rules.plan.TextPattern;
import dev.tocsin.rules.plan.Threshold.Comparison;
import dev.tocsin.rules.plan.ValueTest;
import dev.tocsin.rules.source.Yaml;
import dev.tocsin.rules.value.DecimalText;
import dev.tocsin.rules.value.Network;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles one value of an item into tests, any of which must pass. */
final class TestCompiler {
    /** The most values that the placeholders of one value may stand for. */
    static final int MAX_EXPANDED = 10_000;

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
        List<ValueTest> tests = new ArrayList<>();
        for (String text : expanded(value)) {
            ValueTest test = test(value, text);
            if (test == null) {
                return List.of();
            }
            tests.add(test);
        }
        return tests;
    }

    private List<String> expanded(Yaml.Scalar value) {
        if (!key.has(Modifier.EXPAND)) {
            return List.of(value.text());
        }
        if (Expansion.placeholder(value.text()) == null) {
            context.problems()
                    .warning(
                            value.at(),
                            "Expected a placeholder %name% for 'expand', but found " + value.what(),
                            "write %name%, or remove '|expand'");
        }
        String unresolved = context.lists().unresolved(value.text());
        List<String> texts = unresolved == null ? context.lists().expand(value.text()) : List.of();
        if (unresolved != null) {
            error(
                    value,
                    "a list for the placeholder %" + unresolved + "%, but there is none",
                    "publish a list named " + unresolved);
        } else if (texts.isEmpty() || texts.size() > MAX_EXPANDED) {
            error(
                    value,
                    "1 to "
                            + MAX_EXPANDED
                            + " values behind the placeholders, but found "
                            + texts.size(),
                    "change the list");
            return List.of();
        }
        return texts;
    }

    private @Nullable ValueTest test(Yaml.Scalar value, String text) {
        if (key.has(Modifier.RE)) {
            return regex(value, text);
        }
        if (key.has(Modifier.CIDR)) {
            return network(value, text);
        }
        Comparison comparison = comparison();
        if (comparison != null) {
            return compare(value, text, comparison);
        }
        boolean plain = affix(key) == Shape.EQUALS && !key.has(Modifier.CASED);
        String number = value.kind() == Yaml.Kind.NUMBER ? DecimalText.canonical(text) : null;
        return plain && number != null && !key.field().isEmpty()
                ? new ValueTest.IsNumber(number)
                : new ValueTest.Text(pattern(text), key.has(Modifier.CASED));
    }

    private TextPattern pattern(String text) {
        TextPattern read = PatternReader.read(text);
        TextPattern pattern = key.has(Modifier.WINDASH) ? PatternReader.withAnyDash(read) : read;
        Shape affix = affix(key);
        boolean search = key.field().isEmpty() && affix == Shape.EQUALS;
        return pattern.widened(
                search || affix == Shape.CONTAINS || affix == Shape.ENDS_WITH,
                search || affix == Shape.CONTAINS || affix == Shape.STARTS_WITH);
    }

    private @Nullable ValueTest regex(Yaml.Scalar value, String text) {
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

    private @Nullable ValueTest compare(Yaml.Scalar value, String text, Comparison comparison) {
        BigDecimal bound = DecimalText.parse(text);
        if (bound == null) {
            error(value, "a number, but found " + value.what(), "write a decimal number");
            return null;
        }
        return new ValueTest.Compare(comparison, bound);
    }

    private @Nullable Comparison comparison() {
        for (Modifier modifier : key.modifiers()) {
            Comparison comparison = comparison(modifier);
            if (comparison != null) {
                return comparison;
            }
        }
        return null;
    }

    private static @Nullable Comparison comparison(Modifier modifier) {
        return switch (modifier) {
            case LT -> Comparison.LT;
            case LTE -> Comparison.LTE;
            case GT -> Comparison.GT;
            case GTE -> Comparison.GTE;
            case CONTAINS, STARTSWITH, ENDSWITH, ALL, RE, I, M, S, CIDR, EXISTS -> null;
            case CASED, NEQ, WINDASH, EXPAND, FIELDREF -> null;
        };
    }

    private void error(Yaml.Scalar value, String expected, String hint) {
        context.problems().error(value.at(), "Expected " + expected, hint);
    }
}
