package dev.tocsin.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Times as our documents write them: {@code 2026-01-31T12:00:00.000Z}, always with three digits of
 * milliseconds, so that texts sort like times.
 */
public final class TimeText {
    private static final DateTimeFormatter ANY_YEAR =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final int DAY_MS = 86_400_000;
    private static final byte[] FORM =
            "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.ISO_8859_1);

    private TimeText() {}

    /** The text of a time in milliseconds since the epoch. */
    public static String of(long epochMs) {
        long days = Math.floorDiv(epochMs, DAY_MS);
        if (days < -719_528 || days > 2_932_896) { // the years 0 to 9999 have four digits
            return ANY_YEAR.format(Instant.ofEpochMilli(epochMs));
        }
        LocalDate date = LocalDate.ofEpochDay(days);
        int ms = (int) Math.floorMod(epochMs, (long) DAY_MS);
        byte[] text = FORM.clone();
        digits(text, 3, 4, date.getYear());
        digits(text, 6, 2, date.getMonthValue());
        digits(text, 9, 2, date.getDayOfMonth());
        digits(text, 12, 2, ms / 3_600_000);
        digits(text, 15, 2, ms / 60_000 % 60);
        digits(text, 18, 2, ms / 1_000 % 60);
        digits(text, 22, 3, ms % 1_000);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void digits(byte[] text, int last, int count, int value) {
        int rest = value;
        for (int i = last; i > last - count; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
