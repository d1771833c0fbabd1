package dev.tocsin.rules.correlate;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The numbers that sums and their like take: what JSON's grammar calls a number (RFC 8259). */
final class Numbers {
    private static final int MAX_LENGTH = 64;
    private static final Pattern GRAMMAR =
            Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private Numbers() {}

    /** The text, if it is a number that a double can hold; else null. */
    static @Nullable String number(String text) {
        boolean finite =
                text.length() <= MAX_LENGTH
                        && GRAMMAR.matcher(text).matches()
                        && Double.isFinite(Double.parseDouble(text));
        return finite ? text : null;
    }

    /**
     * The shortest decimal of the double that a number is. Sums of these are exact, and so do not
     * depend on the order of arrival.
     */
    static BigDecimal exact(String number) {
        double value = Double.parseDouble(number);
        return value == 0 ? BigDecimal.ZERO : BigDecimal.valueOf(value);
    }
}
