package dev.tocsin.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads typed settings from environment variables. An absent or blank variable means the default; a
 * value of the wrong kind is an {@link IllegalArgumentException} that names the variable, what it
 * must be and what was found.
 */
public final class Settings {
    private final Map<String, String> env;

    public Settings(Map<String, String> env) {
        this.env = Map.copyOf(env);
    }

    /** The text of a variable, or the default. */
    public String text(String name, String fallback) {
        String value = optional(name);
        return value == null ? fallback : value;
    }

    /** The text of a variable, or null when it is absent or blank. */
    public @Nullable String optional(String name) {
        String value = env.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** The texts of a variable, which stand between commas; blank ones are left out. */
    public List<String> list(String name) {
        return Arrays.stream(text(name, "").split(",", -1))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String name, boolean fallback) {
        String value = optional(name);
        if (value == null) {
            return fallback;
        }
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(name, "true or false", value);
        };
    }

    /** A TCP port; 0 means any free one. */
    public int port(String name, int fallback) {
        return (int) number(name, fallback, 0, 65_535);
    }

    /** A whole number between two bounds, both inclusive. */
    public long number(String name, long fallback, long least, long most) {
        String value = optional(name);
        if (value == null) {
            return fallback;
        }
        String what = "a whole number from " + least + " to " + most;
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(name, what, value);
        }
        throw wrong(name, what, value);
    }

    /** A time in milliseconds, at least 1. */
    public Duration millis(String name, Duration fallback) {
        return Duration.ofMillis(number(name, fallback.toMillis(), 1, Integer.MAX_VALUE));
    }

    private static IllegalArgumentException wrong(String name, String what, String found) {
        return new IllegalArgumentException(
                "Expected " + name + " to be " + what + ", but found \"" + found + "\"");
    }
}
