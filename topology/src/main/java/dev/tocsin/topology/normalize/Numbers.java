package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Reads numbers as senders write them. */
final class Numbers {
    /** As many digits every long can have. */
    static final int MOST_DIGITS = 18;

    private static final double NANOS = 1e9;
    private static final double MOST_SECONDS = 9e9;

    private Numbers() {}

    /**
     * A whole number from a JSON number, decimal digits in a string, or {@code 0x} and hexadecimal
     * digits; else null.
     */
    static @Nullable Long whole(JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        return value.isTextual() ? whole(value.textValue().strip()) : null;
    }

    /** A number of seconds, as a number or its digits, in nanoseconds; else null. */
    static @Nullable Long nanos(JsonNode seconds) {
        try {
            double number =
                    seconds.isTextual()
                            ? Double.parseDouble(seconds.textValue().strip())
                            : seconds.isNumber() ? seconds.doubleValue() : Double.NaN;
            boolean fits = number >= 0 && number < MOST_SECONDS;
            return fits ? Math.round(number * NANOS) : null;
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private static @Nullable Long whole(String text) {
        try {
            return text.startsWith("0x") || text.startsWith("0X")
                    ? Long.parseLong(text, 2, text.length(), 16)
                    : Long.parseLong(text);
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
