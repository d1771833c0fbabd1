package dev.tocsin.launcher.backtest;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A span of event time, both ends included.
 *
 * @param fromMs milliseconds since the epoch
 * @param toMs milliseconds since the epoch
 */
public record Span(long fromMs, long toMs) {
    /** All of time. */
    public static final Span ALL = new Span(Long.MIN_VALUE, Long.MAX_VALUE);

    private static final Pattern AGO = Pattern.compile("-?(\\d{1,6})([smhdw])");

    /**
     * Reads two ends as people write them: a time ({@code 2026-03-01T12:00:00Z}; without a zone:
     * UTC), a date, which is its beginning or its end, or how long ago ({@code 24h}, {@code -7d}).
     *
     * @param from null: from the beginning
     * @param to null: without end
     * @throws IllegalArgumentException when an end cannot be read, or the span is empty
     */
    public static Span of(@Nullable String from, @Nullable String to, Instant now) {
        long fromMs = from == null ? ALL.fromMs : read("--from", from, now, false);
        long toMs = to == null ? ALL.toMs : read("--to", to, now, true);
        if (fromMs > toMs) {
            throw new IllegalArgumentException(
                    "Expected --from to be before --to, but found %s and %s"
                            .formatted(Instant.ofEpochMilli(fromMs), Instant.ofEpochMilli(toMs)));
        }
        return new Span(fromMs, toMs);
    }

    boolean contains(long timeMs) {
        return fromMs <= timeMs && timeMs <= toMs;
    }

    private static long read(String option, String text, Instant now, boolean end) {
        String trimmed = text.strip();
        try {
            Matcher ago = AGO.matcher(trimmed.toLowerCase(Locale.ROOT));
            if (ago.matches()) {
                return now.minus(duration(Long.parseLong(ago.group(1)), ago.group(2)))
                        .toEpochMilli();
            }
            if (trimmed.equalsIgnoreCase("now")) {
                return now.toEpochMilli();
            }
            if (trimmed.indexOf('T') < 0) {
                LocalDate day = LocalDate.parse(trimmed);
                Instant begin =
                        (end ? day.plusDays(1) : day).atStartOfDay().toInstant(ZoneOffset.UTC);
                return begin.toEpochMilli() - (end ? 1 : 0);
            }
            boolean zoned = trimmed.matches(".*(Z|[+-]\\d\\d:?\\d\\d)");
            return zoned
                    ? OffsetDateTime.parse(trimmed).toInstant().toEpochMilli()
                    : LocalDateTime.parse(trimmed).toInstant(ZoneOffset.UTC).toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "Expected a time (2026-03-01T12:00:00Z), a date (2026-03-01) or how long ago (24h, 7d) after %s, but found '%s'"
                            .formatted(option, text),
                    e);
        }
    }

    private static Duration duration(long count, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> Duration.ofDays(7 * count);
        };
    }
}
