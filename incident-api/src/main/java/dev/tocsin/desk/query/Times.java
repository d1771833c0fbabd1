package dev.tocsin.desk.query;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A time as a filter says it, as the milliseconds that it covers.
 *
 * @param from the first
 * @param end the first after it
 */
public record Times(long from, long end) {
    /** What a text should have been. */
    public static final String EXPECTED =
            "a time such as 2026-01-31, 2026-01-31T12:00:00Z, now or now-15m (s, m, h, d, w)";

    private static final Pattern RELATIVE = Pattern.compile("now(?:([+-])([0-9]{1,6})([smhdw]))?");

    /**
     * Reads a time; null when it is none.
     *
     * @param now what {@code now} means in it
     */
    public static @Nullable Times parse(String text, Instant now) {
        Matcher relative = RELATIVE.matcher(text);
        try {
            if (relative.matches()) {
                return relative(relative, now);
            }
            if (text.indexOf('T') < 0) {
                Instant day = LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
                return new Times(day.toEpochMilli(), day.plus(Duration.ofDays(1)).toEpochMilli());
            }
            return moment(Instant.parse(text));
        } catch (DateTimeException | ArithmeticException _) {
            return null;
        }
    }

    private static Times relative(Matcher text, Instant now) {
        String amount = text.group(2);
        if (amount == null) {
            return moment(now);
        }
        long seconds = Long.parseLong(amount) * unit(text.group(3));
        return moment(now.plusSeconds("-".equals(text.group(1)) ? -seconds : seconds));
    }

    private static long unit(String name) {
        return switch (name) {
            case "m" -> 60;
            case "h" -> 3_600;
            case "d" -> 86_400;
            case "w" -> 604_800;
            default -> 1;
        };
    }

    private static Times moment(Instant at) {
        return new Times(at.toEpochMilli(), Math.addExact(at.toEpochMilli(), 1));
    }
}
