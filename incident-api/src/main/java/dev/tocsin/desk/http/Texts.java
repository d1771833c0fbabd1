package dev.tocsin.desk.http;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Text forms on the wire: constants in lower case, times in ISO 8601 with milliseconds. */
public final class Texts {
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final long LAST_MS = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    private Texts() {}

    /** A time, for example {@code 2026-01-01T12:00:00.000Z}. */
    public static String time(long epochMs) {
        return ISO.format(Instant.ofEpochMilli(epochMs));
    }

    /**
     * Reads a time from 1970 to 9999.
     *
     * @return milliseconds since the epoch
     * @throws IllegalArgumentException when it is no such time
     */
    public static Long moment(String text) {
        try {
            long ms = Instant.parse(text).toEpochMilli();
            if (ms >= 0 && ms <= LAST_MS) {
                return ms;
            }
        } catch (DateTimeException | ArithmeticException _) {
            // Told below, like a time out of range.
        }
        throw new IllegalArgumentException(
                "Expected a time such as 2026-01-01T12:00:00Z, but found " + text);
    }

    /**
     * Reads a time that is to come.
     *
     * @return milliseconds since the epoch
     * @throws IllegalArgumentException when it is no time, or has passed
     */
    public static Long timeToCome(String text, InstantSource clock) {
        try {
            Instant time = Instant.parse(text);
            if (time.isAfter(clock.instant())) {
                return time.toEpochMilli();
            }
        } catch (DateTimeException | ArithmeticException _) {
            // Told below, like a time that has passed.
        }
        throw new IllegalArgumentException(
                "Expected a time to come such as 2030-01-01T00:00:00Z, but found " + text);
    }

    /** The wire name of a constant. */
    public static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The wire names of all constants, in their order. */
    public static <E extends Enum<E>> List<String> all(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Texts::name).toList();
    }

    /** The wire names of all constants, for messages. */
    public static <E extends Enum<E>> String names(Class<E> type) {
        return String.join(", ", all(type));
    }

    /** The constant of a wire name, or null. */
    public static <E extends Enum<E>> @Nullable E constant(Class<E> type, String name) {
        for (E constant : type.getEnumConstants()) {
            if (name(constant).equals(name)) {
                return constant;
            }
        }
        return null;
    }

    /** A text that UTF-8 can tell: halves of characters are question marks. */
    public static String whole(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** Whether there are control characters other than line break and tabulator. */
    public static boolean hasControls(String text) {
        return text.chars()
                .anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t');
    }
}
