package dev.tocsin.desk.event;

import java.util.stream.LongStream;

/** How long the bars of a histogram are: lengths that people count in. */
final class EventIntervals {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long YEAR = 365 * DAY;
    private static final long[] LENGTHS =
            LongStream.of(
                            1,
                            10,
                            100,
                            SECOND,
                            5 * SECOND,
                            10 * SECOND,
                            30 * SECOND,
                            MINUTE,
                            5 * MINUTE,
                            10 * MINUTE,
                            30 * MINUTE,
                            HOUR,
                            3 * HOUR,
                            6 * HOUR,
                            12 * HOUR,
                            DAY,
                            7 * DAY,
                            30 * DAY,
                            90 * DAY,
                            YEAR)
                    .toArray();

    private EventIntervals() {}

    /** The shortest length, in milliseconds, with at most so many bars over a frame. */
    static long of(TimeFrame frame, int bars) {
        for (long length : LENGTHS) {
            if (bars(frame, length) <= bars) {
                return length;
            }
        }
        long years = 1;
        while (bars(frame, years * YEAR) > bars) {
            years *= 2;
        }
        return years * YEAR;
    }

    /** How many bars of a length there are in a frame; they begin at multiples of it. */
    static long bars(TimeFrame frame, long length) {
        return Math.floorDiv(frame.end() - 1, length) - Math.floorDiv(frame.from(), length) + 1;
    }
}
