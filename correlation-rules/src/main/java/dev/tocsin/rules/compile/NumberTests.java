package dev.tocsin.rules.compile;

import dev.tocsin.rules.plan.Threshold.Comparison;
import dev.tocsin.rules.plan.TimeUnit;
import dev.tocsin.rules.plan.ValueTest;
import dev.tocsin.rules.source.Yaml;
import dev.tocsin.rules.value.DecimalText;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Compiles values that numbers, or parts of a time, are compared with. */
final class NumberTests {
    private final RuleContext context;
    private final ItemKey key;

    NumberTests(RuleContext context, ItemKey key) {
        this.context = context;
        this.key = key;
    }

    /** The test, or null when the value is wrong, which is then among the problems. */
    @Nullable ValueTest compile(Yaml.Scalar value, String text) {
        BigDecimal number = DecimalText.parse(text);
        Modifier part = key.among(Combination.TIME_PARTS);
        if (part != null) {
            return timePart(value, text, number, TimeUnit.valueOf(part.name()));
        }
        if (number == null) {
            error(value, "a number, but found '" + text + "'", "write a decimal number");
            return null;
        }
        return new ValueTest.Compare(comparison(), number);
    }

    private @Nullable ValueTest timePart(
            Yaml.Scalar value, String text, @Nullable BigDecimal number, TimeUnit unit) {
        boolean sound =
                number != null
                        && number.stripTrailingZeros().scale() <= 0
                        && number.compareTo(BigDecimal.valueOf(unit.first())) >= 0
                        && number.compareTo(BigDecimal.valueOf(unit.last())) <= 0;
        if (!sound || number == null) {
            error(
                    value,
                    "a whole number from "
                            + unit.first()
                            + " to "
                            + unit.last()
                            + " for '"
                            + unit.text()
                            + "', but found '"
                            + text
                            + "'",
                    "write the number of the " + unit.text());
            return null;
        }
        return new ValueTest.TimePart(unit, comparison(), number.intValue(), context.zone());
    }

    private Comparison comparison() {
        Modifier modifier = key.among(Combination.COMPARISONS);
        return modifier == null ? Comparison.EQ : Comparison.valueOf(modifier.name());
    }

    private void error(Yaml.Scalar value, String expected, String hint) {
        context.problems().error(value.at(), "Expected " + expected, hint);
    }
}
