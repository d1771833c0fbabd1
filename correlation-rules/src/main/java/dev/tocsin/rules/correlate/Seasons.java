package dev.tocsin.rules.correlate;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Which buckets are of the same hour of the week as another one, in the weeks before it: all that
 * begin in that hour if they are shorter than one, else the one that has the same time, by the
 * clock of a time zone, in its middle.
 */
final class Seasons {
    private static final long HOUR_MS = Duration.ofHours(1).toMillis();

    private final long bucketMs;
    private final long historyMs;
    private final ZoneId zone;

    /**
     * @param bucketMs the length of a bucket
     * @param historyMs how far back
     */
    Seasons(long bucketMs, long historyMs, ZoneId zone) {
        this.bucketMs = bucketMs;
        this.historyMs = historyMs;
        this.zone = zone;
    }

    /** Where the bucket of that time begins. */
    long bucketOf(long timeMs) {
        return Math.floorDiv(timeMs, bucketMs) * bucketMs;
    }

    /**
     * The starts of the buckets that a bucket is compared with, none before {@code notBeforeMs}.
     */
    List<Long> before(long startMs, long notBeforeMs) {
        long fromMs = Math.max(notBeforeMs, startMs - historyMs);
        List<Long> starts = new ArrayList<>();
        ZonedDateTime middle = Instant.ofEpochMilli(startMs + bucketMs / 2).atZone(zone);
        for (int weeks = 1; ; weeks++) {
            ZonedDateTime then = middle.minusWeeks(weeks);
            if (endMs(then) <= fromMs) {
                return starts;
            }
            addBuckets(then, fromMs, starts);
        }
    }

    /** The end of the bucket with that middle, or of the hour that it is in. */
    private long endMs(ZonedDateTime middle) {
        return bucketMs >= HOUR_MS
                ? bucketOf(middle.toInstant().toEpochMilli()) + bucketMs
                : middle.truncatedTo(ChronoUnit.HOURS).toInstant().toEpochMilli() + HOUR_MS;
    }

    private void addBuckets(ZonedDateTime middle, long fromMs, List<Long> starts) {
        if (bucketMs >= HOUR_MS) {
            long startMs = bucketOf(middle.toInstant().toEpochMilli());
            if (startMs >= fromMs) {
                starts.add(startMs);
            }
            return;
        }
        long hourMs = middle.truncatedTo(ChronoUnit.HOURS).toInstant().toEpochMilli();
        long startMs = bucketOf(hourMs + bucketMs - 1);
        while (startMs < hourMs + HOUR_MS) {
            if (startMs >= fromMs) {
                starts.add(startMs);
            }
            startMs += bucketMs;
        }
    }
}
