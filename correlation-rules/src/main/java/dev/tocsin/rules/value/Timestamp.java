package dev.tocsin.rules.value;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Reads a point in time: ISO 8601 with {@code T} or a space between date and time, with an offset,
 * {@code Z}, or nothing, which is UTC; or the seconds or milliseconds since 1970. A date without a
 * time is none.
 */
public final class Timestamp {
    /** Stands for: not a point in time. */
    public static final long NONE = Long.MIN_VALUE;

    /** Numbers from here on count milliseconds: as seconds they would be after the year 5100. */
    private static final long FIRST_MILLIS = 100_000_000_000L;

    private static final BigDecimal MAX = BigDecimal.valueOf(253_402_300_799_999L);

    private final String text;
    private int at;

    private Timestamp(String text) {
        this.text = text;
    }

    /** Milliseconds since 1970, or {@link #NONE}. */
    public static long epochMillis(String text) {
        boolean dated = text.length() >= 16 && text.charAt(4) == '-' && text.charAt(7) == '-';
        return dated ? new Timestamp(text).dated() : counted(DecimalText.parse(text));
    }

    private static long counted(@Nullable BigDecimal number) {
        if (number == null || number.signum() < 0 || number.compareTo(MAX) > 0) {
            return NONE;
        }
        boolean millis = number.longValue() >= FIRST_MILLIS;
        return millis ? number.longValue() : number.movePointRight(3).longValue();
    }

    private long dated() {
        int year = digits(4);
        at++;
        int month = digits(2);
        at++;
        int day = digits(2);
        boolean separated = is('T') || is('t') || is(' ');
        int hour = digits(2);
        boolean timed = is(':');
        int minute = digits(2);
        int second = is(':') ? digits(2) : 0;
        int millis = is('.') || is(',') ? fraction() : 0;
        int offset = offsetSeconds();
        boolean sound =
                separated
                        && timed
                        && isDate(year, month, day)
                        && isIn(hour, 23)
                        && isIn(minute, 59)
                        && isIn(second, 60)
                        && millis >= 0
                        && at == text.length();
        if (!sound) {
            return NONE;
        }
        LocalDateTime time =
                LocalDate.of(year, month, day).atTime(hour, minute, Math.min(second, 59));
        return (time.toEpochSecond(ZoneOffset.UTC) - offset) * 1000 + millis;
    }

    private static boolean isDate(int year, int month, int day) {
        return year >= 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of(year, month).lengthOfMonth();
    }

    private static boolean isIn(int number, int max) {
        return number >= 0 && number <= max;
    }

    /** What is ahead of UTC; what cannot be read is left unread. */
    private int offsetSeconds() {
        if (is('Z') || is('z') || at >= text.length()) {
            return 0;
        }
        boolean behind = text.charAt(at) == '-';
        if (!is('+') && !is('-')) {
            return 0;
        }
        int hours = digits(2);
        is(':');
        int minutes = at < text.length() ? digits(2) : 0;
        if (!isIn(hours, 18) || !isIn(minutes, 59)) {
            at = -1;
            return 0;
        }
        int seconds = hours * 3600 + minutes * 60;
        return behind ? -seconds : seconds;
    }

    private int fraction() {
        int millis = 0;
        int scale = 100;
        int from = at;
        while (at < text.length() && isDigit(text.charAt(at))) {
            millis += (text.charAt(at++) - '0') * scale;
            scale /= 10;
        }
        return at == from ? -1 : millis;
    }

    private boolean is(char c) {
        boolean found = at >= 0 && at < text.length() && text.charAt(at) == c;
        at += found ? 1 : 0;
        return found;
    }

    /** So many digits as a number, or -1. */
    private int digits(int count) {
        int number = 0;
        for (int i = 0; i < count; i++) {
            if (at >= text.length() || !isDigit(text.charAt(at))) {
                return -1;
            }
            number = number * 10 + text.charAt(at++) - '0';
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
