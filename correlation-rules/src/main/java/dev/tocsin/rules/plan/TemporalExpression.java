package dev.tocsin.rules.plan;

import java.util.ArrayList;
import java.util.List;

/** The boolean condition of a temporal, over which of its rules matched in a frame. */
public sealed interface TemporalExpression {

    /** All of them. */
    record And(List<TemporalExpression> all) implements TemporalExpression {
        public And {
            all = List.copyOf(all);
        }
    }

    /** One of them, or more. */
    record Or(List<TemporalExpression> any) implements TemporalExpression {
        public Or {
            any = List.copyOf(any);
        }
    }

    /** Not that. */
    record Not(TemporalExpression inner) implements TemporalExpression {}

    /** The rule at a place of {@link CorrelationPlan#ruleIds()} matched. */
    record Rule(int position) implements TemporalExpression {}

    /**
     * Whether it holds.
     *
     * @param seen bit {@code i} is set when the {@code i}-th rule matched
     */
    default boolean holds(long seen) {
        return switch (this) {
            case And(List<TemporalExpression> all) -> holdsEach(all, seen);
            case Or(List<TemporalExpression> any) -> holdsAny(any, seen);
            case Not(TemporalExpression inner) -> !inner.holds(seen);
            case Rule(int position) -> (seen & (1L << position)) != 0;
        };
    }

    private static boolean holdsEach(List<TemporalExpression> parts, long seen) {
        for (TemporalExpression part : parts) {
            if (!part.holds(seen)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holdsAny(List<TemporalExpression> parts, long seen) {
        for (TemporalExpression part : parts) {
            if (part.holds(seen)) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is a {@code not} in it: then a further event can make it false. */
    default boolean negates() {
        return switch (this) {
            case And(List<TemporalExpression> all) ->
                    all.stream().anyMatch(TemporalExpression::negates);
            case Or(List<TemporalExpression> any) ->
                    any.stream().anyMatch(TemporalExpression::negates);
            case Not(TemporalExpression _) -> true;
            case Rule(int _) -> false;
        };
    }

    /**
     * Its text, with parentheses wherever an operator stands in another: {@code a and not (b or
     * c)}.
     *
     * @param names the names of the rules by position
     */
    default String text(List<String> names) {
        return switch (this) {
            case And(List<TemporalExpression> all) -> joined(all, " and ", names);
            case Or(List<TemporalExpression> any) -> joined(any, " or ", names);
            case Not(TemporalExpression inner) -> "not " + inner.operand(names);
            case Rule(int position) -> names.get(position);
        };
    }

    private static String joined(
            List<TemporalExpression> parts, String operator, List<String> names) {
        List<String> texts = new ArrayList<>(parts.size());
        parts.forEach(part -> texts.add(part.operand(names)));
        return String.join(operator, texts);
    }

    private String operand(List<String> names) {
        return switch (this) {
            case And _, Or _ -> "(" + text(names) + ")";
            case Not _, Rule _ -> text(names);
        };
    }
}
