package dev.tocsin.rules.correlate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@code temporal}: when each of the referenced rules matched last. */
final class SeenIndex implements FrameIndex {
    private final long[] lastMs;
    private final long timespanMs;

    /** Of events before this time it may not know. */
    private long sinceMs = Long.MAX_VALUE;

    SeenIndex(int rules, long timespanMs) {
        this.lastMs = new long[rules];
        this.timespanMs = timespanMs;
        Arrays.fill(lastMs, Long.MIN_VALUE);
    }

    @Override
    public void add(long timeMs, @Nullable Entry entry) {
        sinceMs = Math.min(sinceMs, timeMs);
        addLate(timeMs, entry);
    }

    @Override
    public boolean addLate(long timeMs, @Nullable Entry entry) {
        long rest = entry == null ? 1 : entry.positions();
        while (rest != 0) {
            int rule = Long.numberOfTrailingZeros(rest);
            lastMs[rule] = Math.max(lastMs[rule], timeMs);
            rest &= rest - 1;
        }
        return true;
    }

    @Override
    public double value(long endMs) {
        return Long.bitCount(seen(endMs));
    }

    @Override
    public double atMost(long timeMs) {
        return timeMs - timespanMs < sinceMs ? lastMs.length : Long.bitCount(seen(timeMs));
    }

    /** Bit {@code i} is set when the {@code i}-th rule matched in the frame. */
    long seen(long endMs) {
        long seen = 0;
        for (int rule = 0; rule < lastMs.length; rule++) {
            seen |= lastMs[rule] >= endMs - timespanMs ? 1L << rule : 0;
        }
        return seen;
    }
}
