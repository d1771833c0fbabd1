package dev.tocsin.topology;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;

/** Reads settings from environment variables. An empty value is none. */
record Environment(Map<String, String> variables) {

    String text(String name, String defaultValue) {
        String value = variables.get(name);
        return value == null || value.isBlank() ? defaultValue : value.strip();
    }

    int number(String name, int defaultValue, int least, int most) {
        String value = text(name, Integer.toString(defaultValue));
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // The message below says it for both cases.
        }
        throw new IllegalArgumentException(
                "Expected %s to be a whole number from %d to %d, but found %s"
                        .formatted(name, least, most, value));
    }

    /** ISO 8601, for example {@code PT24H}. */
    Duration duration(String name, Duration defaultValue) {
        String value = text(name, defaultValue.toString());
        try {
            Duration duration = Duration.parse(value);
            if (duration.isPositive()) {
                return duration;
            }
        } catch (DateTimeParseException _) {
            // The message below says it for both cases.
        }
        throw new IllegalArgumentException(
                "Expected %s to be a duration such as PT24H, but found %s".formatted(name, value));
    }
}
