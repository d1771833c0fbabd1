package dev.tocsin.desk.limit;

import java.util.Map;

/** Reads settings that are numbers. */
public final class Numbers {
    private Numbers() {}

    /**
     * The number of a setting.
     *
     * @throws IllegalArgumentException when it is none, or out of range; the message names it
     */
    public static int read(Map<String, String> env, String name, int normal, int min, int max) {
        String text = env.getOrDefault(name, "");
        try {
            int number = text.isBlank() ? normal : Integer.parseInt(text.strip());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Told below, like a number out of range.
        }
        throw new IllegalArgumentException(
                "Expected %s to be a number from %d to %d, but found %s"
                        .formatted(name, min, max, text));
    }
}
