package dev.tocsin.rules.plan;

import dev.tocsin.rules.plan.Threshold.Comparison;
import dev.tocsin.rules.value.DecimalText;
import dev.tocsin.rules.value.Network;
import dev.tocsin.rules.value.Timestamp;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A test of one scalar value. */
public sealed interface ValueTest {
    /** Name of the comparison, for people: {@code equals}, {@code contains}, {@code re}, … */
    String operator();

    /** What is compared with, for people. */
    String expected();

    /**
     * The whole text matches a pattern.
     *
     * @param cased whether case counts
     */
    record Text(TextPattern pattern, boolean cased) implements ValueTest {
        @Override
        public String operator() {
            return Shape.of(pattern).operator() + (cased ? " (cased)" : "");
        }

        @Override
        public String expected() {
            return Shape.of(pattern).inner(pattern).toString();
        }
    }

    /**
     * The value is this number, or a text that spells it.
     *
     * @param canonical see {@link DecimalText}
     */
    record IsNumber(String canonical) implements ValueTest {
        @Override
        public String operator() {
            return "equals";
        }

        @Override
        public String expected() {
            return canonical;
        }
    }

    /** The value is a number, or a text that spells one, and compares so. */
    record Compare(Comparison comparison, BigDecimal bound) implements ValueTest {
        @Override
        public String operator() {
            return comparison.text();
        }

        @Override
        public String expected() {
            return DecimalText.canonical(bound);
        }

        /** Whether a number compares so. */
        public boolean holds(BigDecimal found) {
            int sign = found.compareTo(bound);
            return switch (comparison) {
                case GT -> sign > 0;
                case GTE -> sign >= 0;
                case LT -> sign < 0;
                case LTE -> sign <= 0;
                case EQ -> sign == 0;
                case NEQ -> sign != 0;
            };
        }
    }

    /**
     * The value is a point in time, and a part of it compares with a number.
     *
     * @param zone where the clock hangs that the part is read from
     */
    record TimePart(TimeUnit unit, Comparison comparison, int number, ZoneId zone)
            implements ValueTest {
        @Override
        public String operator() {
            return unit.text() + (comparison == Comparison.EQ ? "" : "|" + comparison.text());
        }

        @Override
        public String expected() {
            return number + (zone.equals(ZoneOffset.UTC) ? "" : " in " + zone);
        }

        /** Whether a time compares so. */
        public boolean holds(long epochMillis) {
            if (epochMillis == Timestamp.NONE) {
                return false;
            }
            int found = unit.of(Instant.ofEpochMilli(epochMillis).atZone(zone));
            return new Threshold.Bound(comparison, number).holds(found);
        }
    }

    /** Somewhere in the text the regular expression (RE2 syntax) matches. */
    record Regex(String pattern, boolean ignoreCase, boolean multiLine, boolean dotAll)
            implements ValueTest {
        @Override
        public String operator() {
            return "re" + (ignoreCase ? "|i" : "") + (multiLine ? "|m" : "") + (dotAll ? "|s" : "");
        }

        @Override
        public String expected() {
            return pattern;
        }
    }

    /** The value is an address of the network. */
    record InNetwork(Network network) implements ValueTest {
        @Override
        public String operator() {
            return "cidr";
        }

        @Override
        public String expected() {
            return network.toString();
        }
    }
}
