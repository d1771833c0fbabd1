package dev.tocsin.topology.normalize;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Reads the form of date that most events have, {@code 2026-01-31T12:00:00.123Z} or with an offset,
 * without a formatter, which takes longer than the rest of such an event's normalization. A space
 * may stand for the T; fraction and zone may be absent.
 */
final class CommonTime {
    private static final int SECONDS_END = 19;
    private static final int NANO_DIGITS = 9;
    private static final int NO_OFFSET = Integer.MIN_VALUE;

    private CommonTime() {}

    /**
     * The time, or null when the text has another form or is no date.
     *
     * @param zone of a time that names none
     */
    static @Nullable Instant read(String text, ZoneId zone) {
        int zoneAt = zoneAt(text);
        int nanos = nanos(text, zoneAt);
        if (nanos < 0 || !hasMarks(text)) {
            return null;
        }
        LocalDateTime local = local(text, nanos);
        if (local == null || zoneAt == text.length()) {
            return local == null ? null : local.atZone(zone).toInstant();
        }
        int offset = offsetSeconds(text, zoneAt);
        return offset == NO_OFFSET
                ? null
                : Instant.ofEpochSecond(local.toEpochSecond(ZoneOffset.UTC) - offset, nanos);
    }

    /** Where the zone begins: behind the seconds and their fraction. */
    private static int zoneAt(String text) {
        int at = SECONDS_END;
        while (at < text.length() && "0123456789.".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return Math.min(at, text.length());
    }

    /** What {@code Z}, {@code +02:00} or {@code -0530} are ahead of UTC. */
    private static int offsetSeconds(String text, int at) {
        char sign = text.charAt(at);
        int length = text.length() - at;
        if (sign == 'Z') {
            return length == 1 ? 0 : NO_OFFSET;
        }
        boolean colon = length == 6 && text.charAt(at + 3) == ':';
        if ((sign != '+' && sign != '-') || !(colon || length == 5)) {
            return NO_OFFSET;
        }
        int hours = number(text, at + 1, at + 3);
        int minutes = number(text, text.length() - 2, text.length());
        if (hours < 0 || hours > 17 || minutes < 0 || minutes > 59) {
            return NO_OFFSET;
        }
        int seconds = hours * 3600 + minutes * 60;
        return sign == '-' ? -seconds : seconds;
    }

    private static boolean hasMarks(String text) {
        char middle = text.charAt(10);
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && (middle == 'T' || middle == ' ')
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    private static @Nullable LocalDateTime local(String text, int nanos) {
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, SECONDS_END);
        boolean isDate =
                year >= 0
                        && month >= 1
                        && month <= 12
                        && day >= 1
                        && (day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth());
        boolean isTime =
                hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
        return isDate && isTime
                ? LocalDateTime.of(year, month, day, hour, minute, second, nanos)
                : null;
    }

    /** The fraction after the seconds; -1 when there is something else. */
    private static int nanos(String text, int end) {
        if (end == SECONDS_END) {
            return 0;
        }
        int first = SECONDS_END + 1;
        if (end <= first || end > first + NANO_DIGITS || text.charAt(SECONDS_END) != '.') {
            return -1;
        }
        int nanos = number(text, first, end);
        for (int i = end - first; i < NANO_DIGITS && nanos > 0; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    /** The digits from one place to another; -1 when one is none. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }
}
