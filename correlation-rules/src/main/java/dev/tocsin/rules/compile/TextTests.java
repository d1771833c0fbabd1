package dev.tocsin.rules.compile;

import dev.tocsin.rules.plan.Shape;
import dev.tocsin.rules.plan.TextPattern;
import dev.tocsin.rules.plan.ValueTest;
import dev.tocsin.rules.source.Yaml;
import dev.tocsin.rules.value.DecimalText;
import java.util.ArrayList;
import java.util.List;

/** Compiles values that texts are compared with, and plain numbers. */
final class TextTests {
    private final RuleContext context;
    private final ItemKey key;

    TextTests(RuleContext context, ItemKey key) {
        this.context = context;
        this.key = key;
    }

    /** The tests, any of which must pass; none when the value is wrong. */
    List<ValueTest> compile(Yaml.Scalar value, String text) {
        TextPattern read = PatternReader.read(text);
        TextPattern pattern = key.has(Modifier.WINDASH) ? PatternReader.withAnyDash(read) : read;
        Encoding encoding = Encoding.of(key);
        if (encoding != null) {
            return encoded(value, pattern, encoding);
        }
        boolean plain =
                value.kind() == Yaml.Kind.NUMBER
                        && !key.field().isEmpty()
                        && TestCompiler.affix(key) == Shape.EQUALS
                        && !key.has(Modifier.CASED);
        String number = plain ? DecimalText.canonical(text) : null;
        return List.of(
                number == null
                        ? new ValueTest.Text(placed(pattern), key.has(Modifier.CASED))
                        : new ValueTest.IsNumber(number));
    }

    /** Base64 tells cases apart, so its text does too. */
    private List<ValueTest> encoded(Yaml.Scalar value, TextPattern pattern, Encoding encoding) {
        if (Encoding.hasWildcards(pattern)) {
            error(
                    value,
                    "a text without wildcards to encode",
                    "write \\* for a star; what may stand around the text is said by 'contains'");
            return List.of();
        }
        List<String> texts = Encoding.texts(pattern);
        if (texts.isEmpty()) {
            error(value, "a text with at most 4 dashes to encode", "split it into several texts");
        }
        boolean cased = encoding.base64() != null || key.has(Modifier.CASED);
        List<ValueTest> tests = new ArrayList<>();
        for (String text : texts) {
            if (encoding.isTooShort(text)) {
                error(value, "at least two bytes for 'base64offset'", "write a longer text");
                return List.of();
            }
            for (String encoded : encoding.encode(text)) {
                tests.add(new ValueTest.Text(placed(TextPattern.literal(encoded)), cased));
            }
        }
        return tests;
    }

    private TextPattern placed(TextPattern pattern) {
        Shape affix = TestCompiler.affix(key);
        boolean search = key.field().isEmpty() && affix == Shape.EQUALS;
        return pattern.widened(
                search || affix == Shape.CONTAINS || affix == Shape.ENDS_WITH,
                search || affix == Shape.CONTAINS || affix == Shape.STARTS_WITH);
    }

    private void error(Yaml.Scalar value, String expected, String hint) {
        context.problems()
                .error(value.at(), "Expected " + expected + ", but found " + value.what(), hint);
    }
}
