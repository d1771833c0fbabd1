package dev.tocsin.rules.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The condition of a correlation over its value: all bounds must hold. No bounds: always true.
 *
 * @param bounds at most two, in the order of the rule
 */
public record Threshold(List<Bound> bounds) {
    /** How a value is compared with a bound. */
    public enum Comparison {
        GT,
        GTE,
        LT,
        LTE,
        EQ,
        NEQ;

        /** The name in rule files. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One comparison with a constant. */
    public record Bound(Comparison comparison, double value) {
        /** Whether {@code found} satisfies this bound. */
        public boolean holds(double found) {
            return switch (comparison) {
                case GT -> found > value;
                case GTE -> found >= value;
                case LT -> found < value;
                case LTE -> found <= value;
                case EQ -> found == value;
                case NEQ -> found != value;
            };
        }

        @Override
        public String toString() {
            return comparison.text() + " " + number(value);
        }
    }

    public Threshold {
        bounds = List.copyOf(bounds);
    }

    /** Greater than or equal to {@code value}. */
    public static Threshold atLeast(double value) {
        return new Threshold(List.of(new Bound(Comparison.GTE, value)));
    }

    /** No bound. */
    public static Threshold none() {
        return new Threshold(List.of());
    }

    /** Whether there are only lower bounds, or none: what satisfies them, all greater values do. */
    public boolean isLower() {
        for (Bound bound : bounds) {
            switch (bound.comparison()) {
                case GT, GTE -> {}
                case LT, LTE, EQ, NEQ -> {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether the value satisfies every bound. */
    public boolean holds(double value) {
        for (Bound bound : bounds) {
            if (!bound.holds(value)) {
                return false;
            }
        }
        return true;
    }

    /** A number without needless zeros and exponents. */
    public static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** For example {@code gte 5}, or {@code gt 5, gte 7}; empty when there is no bound. */
    public String text() {
        List<String> parts = new ArrayList<>();
        for (Bound bound : bounds) {
            parts.add(bound.toString());
        }
        return String.join(", ", parts);
    }
}
