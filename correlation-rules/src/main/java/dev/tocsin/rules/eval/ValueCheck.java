package dev.tocsin.rules.eval;

import dev.tocsin.rules.plan.Shape;
import dev.tocsin.rules.plan.TextPattern;
import dev.tocsin.rules.plan.ValueTest;
import dev.tocsin.rules.value.IpAddress;
import dev.tocsin.rules.value.Network;
import dev.tocsin.rules.value.Timestamp;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The evaluator of a {@link ValueTest}. Thread-safe. */
@FunctionalInterface
interface ValueCheck {
    boolean passes(Value value);

    /** The evaluator of a test. */
    static ValueCheck of(ValueTest test) {
        return switch (test) {
            case ValueTest.Text(TextPattern pattern, boolean cased) -> text(pattern, cased);
            case ValueTest.IsNumber(String canonical) ->
                    value -> canonical.equals(value.canonical());
            case ValueTest.Compare compare -> value -> compares(compare, value.decimal());
            case ValueTest.TimePart part ->
                    value -> part.holds(Timestamp.epochMillis(value.text()));
            case ValueTest.Regex regex -> new RegexCheck(regex);
            case ValueTest.InNetwork(Network network) -> value -> lies(value.text(), network);
        };
    }

    private static ValueCheck text(TextPattern pattern, boolean cased) {
        TextPattern wanted = cased ? pattern : pattern.folded();
        String literal = Shape.literal(wanted);
        if (Shape.of(wanted) == Shape.WILDCARDS) {
            Glob glob = Glob.of(wanted);
            return cased
                    ? value -> glob.matches(value.text())
                    : value -> glob.matches(value.folded());
        }
        Shape shape = Shape.of(wanted);
        return cased
                ? value -> stands(shape, value.text(), literal)
                : value -> stands(shape, value.folded(), literal);
    }

    /** Whether {@code part} stands in {@code text} as the shape says. */
    static boolean stands(Shape shape, String text, String part) {
        return switch (shape) {
            case EQUALS -> text.equals(part);
            case CONTAINS -> text.contains(part);
            case STARTS_WITH -> text.startsWith(part);
            case ENDS_WITH -> text.endsWith(part);
            case ANY -> true;
            case WILDCARDS ->
                    throw new IllegalArgumentException("Expected a plain shape, but found " + text);
        };
    }

    private static boolean compares(ValueTest.Compare compare, @Nullable BigDecimal found) {
        return found != null && compare.holds(found);
    }

    private static boolean lies(String text, Network network) {
        IpAddress address = IpAddress.parse(text);
        return address != null && network.contains(address);
    }
}
