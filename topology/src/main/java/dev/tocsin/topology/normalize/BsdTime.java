package dev.tocsin.topology.normalize;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A date as RFC 3164 has it, and as devices write it who know more: {@code Jan 1 12:00:00}, with a
 * fraction of up to nine digits, with a year before or behind the time, with a zone. Without a year
 * the nearest one is meant.
 */
final class BsdTime {
    /** The months as logs write them, the first first. */
    static final List<String> MONTHS =
            List.of(
                    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
                    "Dec");

    private static final int NANO_DIGITS = 9;
    private static final int NO_YEAR = -1;

    private BsdTime() {}

    /**
     * The date that a whole text is, or null.
     *
     * @param near the time to which the year is the nearest
     * @param zone of a text that names none
     */
    static @Nullable Instant read(String text, Instant near, ZoneId zone) {
        Scan scan = new Scan(text);
        Instant time = read(scan, near, zone);
        return scan.atEnd() ? time : null;
    }

    /** The date that stands here, moving behind it; null, and nothing moves, when there is none. */
    static @Nullable Instant read(Scan scan, Instant near, ZoneId zone) {
        int begin = scan.at();
        Instant time = attempt(scan, near, zone);
        if (time == null) {
            scan.moveTo(begin);
        }
        return time;
    }

    private static @Nullable Instant attempt(Scan scan, Instant near, ZoneId zone) {
        int month = month(scan);
        scan.spaces();
        int day = number(scan.digits(2));
        scan.spaces();
        if (month < 0 || day < 1) {
            return null;
        }
        int year = year(scan);
        LocalTime time = clock(scan);
        if (time == null) {
            return null;
        }
        year = year == NO_YEAR ? yearBehind(scan) : year;
        ZoneId named = zone(scan);
        year = year == NO_YEAR ? yearBehind(scan) : year;
        return instant(year, month, day, time, near, named == null ? zone : named);
    }

    private static int month(Scan scan) {
        for (int i = 0; i < MONTHS.size(); i++) {
            if (scan.skip(MONTHS.get(i))) {
                return i + 1;
            }
        }
        return -1;
    }

    /** Four digits and a space before the time. */
    private static int year(Scan scan) {
        int begin = scan.at();
        String digits = scan.digits(4);
        if (digits.length() == 4 && scan.skip(' ')) {
            scan.spaces();
            return number(digits);
        }
        scan.moveTo(begin);
        return NO_YEAR;
    }

    /** Four digits behind the time, and nothing that would make them part of something else. */
    private static int yearBehind(Scan scan) {
        int begin = scan.at();
        if (scan.skip(' ')) {
            String digits = scan.digits(4);
            if (digits.length() == 4 && !digits.startsWith("0") && ends(scan)) {
                return number(digits);
            }
        }
        scan.moveTo(begin);
        return NO_YEAR;
    }

    /** At a space, or at a colon before one: else it is an address that begins here. */
    private static boolean ends(Scan scan) {
        int begin = scan.at();
        scan.skip(':');
        boolean ends = scan.atEnd() || scan.next() == ' ';
        scan.moveTo(begin);
        return ends;
    }

    private static @Nullable LocalTime clock(Scan scan) {
        int hour = number(scan.digits(2));
        boolean marks = scan.skip(':');
        int minute = number(scan.digits(2));
        marks &= scan.skip(':');
        int second = number(scan.digits(2));
        int nanos = nanos(scan);
        boolean fits = hour >= 0 && hour < 24 && minute >= 0 && minute < 60;
        // A leap second is the second before it, as everywhere in java.time.
        return marks && fits && second >= 0 && second <= 60 && nanos >= 0
                ? LocalTime.of(hour, minute, Math.min(second, 59), nanos)
                : null;
    }

    private static int nanos(Scan scan) {
        if (scan.next() != '.' && scan.next() != ',') {
            return 0;
        }
        scan.moveTo(scan.at() + 1);
        String digits = scan.digits(NANO_DIGITS);
        return digits.isEmpty() ? -1 : number(digits + "0".repeat(NANO_DIGITS - digits.length()));
    }

    private static @Nullable ZoneId zone(Scan scan) {
        int begin = scan.at();
        if (scan.skip(' ')) {
            String word = scan.word();
            int colon = word.endsWith(":") ? 1 : 0;
            ZoneId zone = NamedZones.of(word.substring(0, word.length() - colon));
            if (zone != null) {
                scan.moveTo(begin + 1 + word.length() - colon);
                return zone;
            }
        }
        scan.moveTo(begin);
        return null;
    }

    private static @Nullable Instant instant(
            int year, int month, int day, LocalTime time, Instant near, ZoneId zone) {
        if (year != NO_YEAR) {
            return in(year, month, day, time, zone);
        }
        int thisYear = near.atZone(zone).getYear();
        Instant best = null;
        for (int guess = thisYear - 1; guess <= thisYear + 1; guess++) {
            Instant candidate = in(guess, month, day, time, zone);
            if (candidate != null && (best == null || isNearer(candidate, best, near))) {
                best = candidate;
            }
        }
        return best;
    }

    private static @Nullable Instant in(int year, int month, int day, LocalTime time, ZoneId zone) {
        if (month == 2 && day == 29 && !Year.isLeap(year)) {
            return null;
        }
        try {
            return LocalDateTime.of(LocalDate.of(year, month, day), time).atZone(zone).toInstant();
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static boolean isNearer(Instant candidate, Instant best, Instant near) {
        return Math.abs(candidate.toEpochMilli() - near.toEpochMilli())
                < Math.abs(best.toEpochMilli() - near.toEpochMilli());
    }

    private static int number(String digits) {
        return digits.isEmpty() ? -1 : Integer.parseInt(digits);
    }
}
