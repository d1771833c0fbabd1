package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates as senders write them: ISO 8601 with any offset or none, seconds, milliseconds,
 * micro- and nanoseconds since the epoch as number or digits, RFC 3164 without a year (the nearest
 * one), RFC 2822. Dates before 1970 and after 9999 are none.
 */
final class EventTime {
    private static final Pattern NUMBER = Pattern.compile("\\d{9,19}(\\.\\d{1,9})?");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final BigDecimal EARLIEST_SECONDS = BigDecimal.valueOf(100_000_000L);
    private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(100_000_000_000L);

    private static final BigDecimal MOST_NANOS = new BigDecimal("1e21");

    private static final DateTimeFormatter ISO =
            new DateTimeFormatterBuilder()
                    .appendPattern("uuuu-MM-dd['T'HH:mm[:ss]")
                    .optionalStart()
                    .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
                    .optionalEnd()
                    .optionalStart()
                    .appendOffset("+HH:MM", "Z")
                    .optionalEnd()
                    .optionalStart()
                    .appendOffset("+HHMM", "Z")
                    .optionalEnd()
                    .optionalStart()
                    .appendOffset("+HHmm", "Z")
                    .optionalEnd()
                    .optionalEnd()
                    .toFormatter(Locale.ROOT);

    private EventTime() {}

    /** The time, or null when the value is no date. */
    static @Nullable Instant read(JsonNode value, Instant near, ZoneId zone) {
        Instant time =
                value.isNumber()
                        ? fromNumber(value)
                        : value.isTextual()
                                ? fromText(value.textValue().strip(), near, zone)
                                : null;
        return time != null && isDate(time) ? time : null;
    }

    /** Whether a time is one that a sender can mean. */
    static boolean isDate(Instant time) {
        return !time.isBefore(Instant.EPOCH) && !time.isAfter(LATEST);
    }

    private static @Nullable Instant fromText(String text, Instant near, ZoneId zone) {
        if (text.isEmpty()) {
            return null;
        }
        Instant common = CommonTime.read(text, zone);
        if (common != null) {
            return common;
        }
        if (NUMBER.matcher(text).matches()) {
            return fromEpoch(new BigDecimal(text));
        }
        if (Character.isDigit(text.charAt(0)) && text.length() > 5 && !isLetterAt(text, 3)) {
            Instant iso = fromIso(separated(text), zone);
            return iso != null || !isLetterAt(text, 5)
                    ? orMail(iso, text)
                    : yearFirst(text, near, zone);
        }
        // No text is both, and what is no mail's date costs an exception to find out.
        Instant syslog = BsdTime.read(withoutDay(text), near, zone);
        return syslog == null ? fromMail(text) : syslog;
    }

    private static @Nullable Instant orMail(@Nullable Instant iso, String text) {
        return iso == null ? fromMail(text) : iso;
    }

    /** {@code 2026 Jan 1 12:00:00}: the year goes behind. */
    private static @Nullable Instant yearFirst(String text, Instant near, ZoneId zone) {
        boolean year = text.charAt(4) == ' ';
        return year
                ? BsdTime.read(
                        text.substring(5) + text.charAt(4) + text.substring(0, 4), near, zone)
                : fromMail(text);
    }

    /** {@code Thu Jan 1 12:00:00 2026}: the day of the week says nothing more. */
    private static String withoutDay(String text) {
        boolean day = text.length() > 4 && text.charAt(3) == ' ' && isLetterAt(text, 4);
        return day ? text.substring(4) : text;
    }

    /** {@code 20260101T120000Z} becomes {@code 2026-01-01T12:00:00Z}. */
    private static String separated(String text) {
        if (text.length() < 15 || text.charAt(8) != 'T' || text.charAt(13) == ':') {
            return text;
        }
        return "%s-%s-%sT%s:%s:%s"
                .formatted(
                        text.substring(0, 4),
                        text.substring(4, 6),
                        text.substring(6, 8),
                        text.substring(9, 11),
                        text.substring(11, 13),
                        text.substring(13));
    }

    private static boolean isLetterAt(String text, int index) {
        return Character.isLetter(text.charAt(index));
    }

    /** A JSON number beyond the largest double is read as infinite, and has no decimals. */
    private static @Nullable Instant fromNumber(JsonNode value) {
        return Double.isFinite(value.doubleValue()) ? fromEpoch(value.decimalValue()) : null;
    }

    private static @Nullable Instant fromEpoch(BigDecimal number) {
        if (number.compareTo(EARLIEST_SECONDS) < 0 || number.compareTo(MOST_NANOS) >= 0) {
            return null;
        }
        BigDecimal seconds = number;
        while (seconds.compareTo(MOST_SECONDS) >= 0) {
            seconds = seconds.divide(THOUSAND);
        }
        long whole = seconds.longValue();
        BigDecimal fraction = seconds.subtract(BigDecimal.valueOf(whole));
        return Instant.ofEpochSecond(whole, fraction.movePointRight(9).longValue());
    }

    private static @Nullable Instant fromIso(String text, ZoneId zone) {
        try {
            TemporalAccessor parsed =
                    ISO.parseBest(
                            isoForm(text),
                            OffsetDateTime::from,
                            LocalDateTime::from,
                            LocalDate::from);
            return switch (parsed) {
                case OffsetDateTime withOffset -> withOffset.toInstant();
                case LocalDateTime local -> local.atZone(zone).toInstant();
                case LocalDate day -> day.atStartOfDay(zone).toInstant();
                default -> null;
            };
        } catch (DateTimeException _) {
            return null;
        }
    }

    /** {@code 2026/01/01 12:00:00,5 UTC} becomes {@code 2026-01-01T12:00:00.5Z}. */
    private static String isoForm(String text) {
        String form = text.replace(" UTC", "Z").replace(" GMT", "Z").replace(',', '.');
        form = form.replace(" +", "+").replace(" -", "-").replace('/', '-').replace('t', 'T');
        return form.length() > 10 && form.charAt(10) == ' '
                ? form.substring(0, 10) + 'T' + form.substring(11)
                : form;
    }

    /** Without a comment at the end, and with an offset for the name of a zone. */
    private static String mailForm(String text) {
        int comment = text.endsWith(")") ? text.lastIndexOf(" (") : -1;
        String plain = comment < 0 ? text : text.substring(0, comment).strip();
        int space = plain.lastIndexOf(' ');
        ZoneId zone = space < 0 ? null : NamedZones.of(plain.substring(space + 1));
        if (zone == null) {
            return plain;
        }
        String offset = zone.getId().equals("Z") ? "GMT" : zone.getId().replace(":", "");
        return plain.substring(0, space + 1) + offset;
    }

    private static @Nullable Instant fromMail(String text) {
        try {
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(mailForm(text)));
        } catch (DateTimeException _) {
            return null;
        }
    }
}
