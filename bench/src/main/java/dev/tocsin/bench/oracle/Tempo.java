package dev.tocsin.bench.oracle;

import java.util.List;
import java.util.Random;

/**
 * How fast things go in a trial: some minutes, or the same hours of some weeks, which is what
 * {@code anomaly} looks at.
 *
 * @param unitMs what a second is in a trial of minutes: all times are drawn in it
 * @param weeks the weeks in which there are events; empty: one after the other from the start on
 * @param hours of the week, in which they are
 */
record Tempo(int unitMs, List<Integer> weeks, List<Integer> hours) {
    static final long HOUR_MS = 3_600_000;
    static final long WEEK_MS = 168 * HOUR_MS;

    Tempo {
        weeks = List.copyOf(weeks);
        hours = List.copyOf(hours);
    }

    static Tempo of(Random random) {
        if (random.nextInt(4) > 0) {
            return new Tempo(1_000, List.of(), List.of());
        }
        int count = 2 + random.nextInt(4);
        List<Integer> weeks = random.ints(0, 9).distinct().limit(count).sorted().boxed().toList();
        int first = random.nextInt(150);
        return new Tempo((int) HOUR_MS, weeks, List.of(first, first, first + 1, first + 12));
    }

    boolean isWeekly() {
        return !weeks.isEmpty();
    }

    /** So many units, in seconds. */
    int seconds(int units) {
        return units * (unitMs / 1_000);
    }

    /** How long the machine's clock goes on at most, in one go. */
    int strideMs() {
        return isWeekly() ? 12 * unitMs : 5 * unitMs;
    }

    /**
     * A time at which something happens, from the start on.
     *
     * @param units how many there are in a trial that has no weeks
     */
    long happensMs(Random random, int units) {
        if (!isWeekly()) {
            return (long) unitMs * random.nextInt(units);
        }
        int week = weeks.get(random.nextInt(weeks.size()));
        int hour = hours.get(random.nextInt(hours.size()));
        return week * WEEK_MS + hour * HOUR_MS + 1_000L * random.nextInt(3_600);
    }
}
