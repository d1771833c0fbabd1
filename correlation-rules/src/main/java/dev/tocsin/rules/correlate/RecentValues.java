package dev.tocsin.rules.correlate;

import java.util.Arrays;

/**
 * Upper bounds for the values of the last frames, so that an event that comes a little late need
 * not be looked for in all of them. A frame that ends between two of them is bounded by the one
 * before, to which the events since then have been added.
 */
final class RecentValues {
    /** How many frames are remembered. */
    private static final int MOST = 1_024;

    private long[] ends = new long[0];
    private long[] values = new long[0];
    private int size;
    private int next;

    /** Adds the last frame, or corrects it. */
    void add(long endMs, long value) {
        if (size > 0 && ends[last()] == endMs) {
            values[last()] = Math.max(values[last()], value);
            return;
        }
        if (next == ends.length && ends.length < MOST) {
            int length = Math.max(8, 2 * ends.length);
            ends = Arrays.copyOf(ends, length);
            values = Arrays.copyOf(values, length);
        }
        next = next == ends.length ? 0 : next;
        ends[next] = endMs;
        values[next] = value;
        next++;
        size = Math.min(size + 1, ends.length);
    }

    private int last() {
        return (next == 0 ? ends.length : next) - 1;
    }

    /** So many values more, in the frames that have an event at that time. */
    void raiseSince(long timeMs, long by) {
        int at = last();
        for (int i = 0; i < size; i++) {
            values[at] += by;
            if (ends[at] < timeMs) {
                return;
            }
            at = at == 0 ? ends.length - 1 : at - 1;
        }
    }

    /** What no frame with an event at that time exceeds. */
    double greatestSince(long timeMs) {
        long greatest = 0;
        int at = last();
        for (int i = 0; i < size; i++) {
            greatest = Math.max(greatest, values[at]);
            if (ends[at] < timeMs) {
                return greatest;
            }
            at = at == 0 ? ends.length - 1 : at - 1;
        }
        return Double.POSITIVE_INFINITY;
    }
}
