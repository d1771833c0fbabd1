package dev.tocsin.rules.pipeline.parse;

import dev.tocsin.rules.value.Timestamp;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A form in which dates are written. Immutable. */
public sealed interface DateForm {
    /** The time that a text spells, or null when it has another form. */
    @Nullable Instant read(String text, ZoneId zone, Instant near);

    /** The names that stand for a form; everything else is a pattern. */
    Map<String, DateForm> NAMED =
            Map.of(
                    "iso", new Iso(),
                    "epoch-s", new Epoch("epoch-s", 0),
                    "epoch-ms", new Epoch("epoch-ms", 3),
                    "epoch-us", new Epoch("epoch-us", 6),
                    "epoch-ns", new Epoch("epoch-ns", 9),
                    "syslog", new Pattern("MMM d HH:mm:ss"),
                    "rfc2822", new Mail());

    /**
     * The form of a name, or of a pattern of {@code java.time}.
     *
     * @throws IllegalArgumentException when it is neither
     */
    static DateForm of(String text) {
        DateForm named = NAMED.get(text);
        return named == null ? new Pattern(text) : named;
    }

    /** ISO 8601, with any offset or none; a date alone is its first moment. */
    record Iso() implements DateForm {
        private static final int DATE = 10;

        @Override
        public @Nullable Instant read(String spaced, ZoneId zone, Instant near) {
            String text = spaced.replace(" +", "+").replace(" -", "-");
            if (text.length() < DATE || text.charAt(4) != '-') {
                return null;
            }
            try {
                if (text.length() == DATE) {
                    return LocalDate.parse(text).atStartOfDay(zone).toInstant();
                }
                if (hasOffset(text)) {
                    long ms = Timestamp.epochMillis(text);
                    return ms == Timestamp.NONE ? null : Instant.ofEpochMilli(ms);
                }
                String local = text.replace(' ', 'T').replace(',', '.');
                return LocalDateTime.parse(local).atZone(zone).toInstant();
            } catch (DateTimeException _) {
                return null;
            }
        }

        private static boolean hasOffset(String text) {
            char last = text.charAt(text.length() - 1);
            return last == 'Z'
                    || last == 'z'
                    || text.indexOf('+', DATE) > 0
                    || text.indexOf('-', DATE) > 0;
        }

        @Override
        public String toString() {
            return "iso";
        }
    }

    /** A number of units since 1970, perhaps with a fraction. */
    record Epoch(String name, int decimals) implements DateForm {
        private static final int LONGEST = 40;
        private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(253_402_300_799L);

        @Override
        public @Nullable Instant read(String text, ZoneId zone, Instant near) {
            if (text.isEmpty() || text.length() > LONGEST || text.indexOf('e') >= 0) {
                return null;
            }
            try {
                BigDecimal seconds = new BigDecimal(text).movePointLeft(decimals);
                if (seconds.signum() < 0 || seconds.compareTo(MOST_SECONDS) > 0) {
                    return null;
                }
                long whole = seconds.longValue();
                BigDecimal rest = seconds.subtract(BigDecimal.valueOf(whole));
                return Instant.ofEpochSecond(whole, rest.movePointRight(9).longValue());
            } catch (NumberFormatException _) {
                return null;
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** RFC 2822, the form of mail. */
    record Mail() implements DateForm {
        @Override
        public @Nullable Instant read(String text, ZoneId zone, Instant near) {
            try {
                return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
            } catch (DateTimeException _) {
                return null;
            }
        }

        @Override
        public String toString() {
            return "rfc2822";
        }
    }

    /**
     * A pattern of {@code java.time} in English. One without a year means the year that puts the
     * date nearest to the arrival; one without a time of day the first moment of the day.
     */
    final class Pattern implements DateForm {
        private final String pattern;
        private final boolean yearless;
        private final DateTimeFormatter formatter;

        Pattern(String pattern) {
            this.pattern = pattern;
            String letters = pattern.replaceAll("'[^']*'", "");
            this.yearless = letters.indexOf('y') < 0 && letters.indexOf('u') < 0;
            this.formatter =
                    DateTimeFormatter.ofPattern(
                            yearless ? pattern + " uuuu" : pattern, Locale.ENGLISH);
            if (letters.indexOf('d') < 0 && letters.indexOf('D') < 0) {
                throw new IllegalArgumentException("no day in it");
            }
        }

        @Override
        public @Nullable Instant read(String text, ZoneId zone, Instant near) {
            String one = pattern.contains("  ") ? text : text.replace("  ", " ");
            if (!yearless) {
                return parsed(one, zone);
            }
            int year = near.atZone(zone).getYear();
            Instant best = null;
            for (int each = year - 1; each <= year + 1; each++) {
                Instant candidate = parsed(one + " " + each, zone);
                if (candidate != null && (best == null || nearer(candidate, best, near))) {
                    best = candidate;
                }
            }
            return best;
        }

        private @Nullable Instant parsed(String text, ZoneId zone) {
            try {
                TemporalAccessor found =
                        formatter.parseBest(
                                text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
                return switch (found) {
                    case ZonedDateTime zoned -> zoned.toInstant();
                    case LocalDateTime local -> local.atZone(zone).toInstant();
                    case LocalDate day -> day.atStartOfDay(zone).toInstant();
                    default -> null;
                };
            } catch (DateTimeException _) {
                return null;
            }
        }

        private static boolean nearer(Instant candidate, Instant best, Instant near) {
            return Math.abs(candidate.toEpochMilli() - near.toEpochMilli())
                    < Math.abs(best.toEpochMilli() - near.toEpochMilli());
        }

        @Override
        public String toString() {
            return pattern;
        }
    }
}
