package dev.tocsin.rules.correlate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code temporal_ordered}: for each length and each place of the rule list, how late the longest
 * surviving chain can begin. The value of a frame is the length of the longest chain that begins
 * inside it.
 *
 * <p>A chain is a series of events, each serving one place of the list, places ascending, no event
 * earlier than the one before. Events of equal time may serve in any order: they are taken together
 * (a bipartite matching gives each an own place).
 */
final class ChainIndex implements FrameIndex {
    private static final long NONE = Long.MIN_VALUE;

    private final int places;
    private final long timespanMs;

    /** At {@link #at} the latest begin of a chain of k + 1 that ends by p; none ends before k. */
    private final long[] begins;

    /**
     * The same without the events of the last time, for the case that there will be more of them;
     * null while that has not happened: then the index must be made anew.
     */
    private long @Nullable [] before;

    private long groupMs = NONE;
    private long groupFirst;

    /** What the events of the last time serve, if there are several. */
    private List<Long> group = List.of();

    ChainIndex(int places, long timespanMs) {
        this.places = places;
        this.timespanMs = timespanMs;
        this.begins = new long[places * (places + 1) / 2];
        this.before = new long[begins.length];
        Arrays.fill(begins, NONE);
    }

    /**
     * The rows of the lengths lie one after the other, each a place shorter than the one before.
     */
    private int at(int k, int p) {
        return k * places - k * (k + 1) / 2 + p;
    }

    @Override
    public void add(long timeMs, @Nullable Entry entry) {
        long positions = entry == null ? 1 : entry.positions();
        if (timeMs != groupMs) {
            if (before != null) {
                System.arraycopy(begins, 0, before, 0, begins.length);
                group = List.of();
            }
            groupMs = timeMs;
            groupFirst = positions;
            addOne(positions);
            return;
        }
        if (before == null) {
            throw new IllegalStateException("Expected an event of another time");
        }
        if (group.isEmpty()) {
            group = new ArrayList<>(List.of(groupFirst));
        }
        if (isUseful(positions)) {
            group.add(positions);
            addGroup(before);
        }
    }

    @Override
    public boolean takes(long timeMs) {
        return before != null || timeMs != groupMs;
    }

    @Override
    public void prepare(long nextMs) {
        if (nextMs != groupMs) {
            before = null;
        }
    }

    @Override
    public boolean addLate(long timeMs, @Nullable Entry entry) {
        return false;
    }

    @Override
    public double value(long endMs) {
        long fromMs = endMs - timespanMs;
        int length = places;
        while (length > 0 && begins[at(length - 1, places - 1)] < fromMs) {
            length--;
        }
        return length;
    }

    /** Of events that can serve the same places, no more than there are places. */
    private boolean isUseful(long positions) {
        int same = 0;
        for (long other : group) {
            same += other == positions ? 1 : 0;
        }
        return same < places;
    }

    private void addOne(long positions) {
        // From the longest to the shortest: each is made of shorter ones without this event.
        for (int k = places - 1; k >= 0; k--) {
            long latest = NONE;
            for (int p = k; p < places; p++) {
                if ((positions >>> p & 1) == 1) {
                    latest = Math.max(latest, extended(k, p));
                }
                int at = at(k, p);
                begins[at] = Math.max(begins[at], latest);
            }
        }
    }

    /** The begin of a chain of k + 1 whose last event comes now and serves p. */
    private long extended(int k, int p) {
        if (k == 0) {
            return groupMs;
        }
        return begins[at(k - 1, p - 1)];
    }

    private void addGroup(long[] earlier) {
        System.arraycopy(earlier, 0, begins, 0, begins.length);
        for (int q = 0; q < places; q++) {
            Matching matching = new Matching(group, places);
            int matched = 0;
            for (int p = q; p < places; p++) {
                matched += matching.serve(p) ? 1 : 0;
                addMatched(earlier, q, p, matched);
            }
        }
    }

    /** The group serves {@code matched} of the places from q to p. */
    private void addMatched(long[] earlier, int q, int p, int matched) {
        if (matched == 0) {
            return;
        }
        for (int k = 0; k <= p; k++) {
            long begin = k < matched ? groupMs : begin(earlier, k - matched, q - 1);
            if (begin != NONE) {
                for (int end = p; end < places; end++) {
                    int at = at(k, end);
                    begins[at] = Math.max(begins[at], begin);
                }
            }
        }
    }

    private long begin(long[] earlier, int k, int p) {
        return p < k ? NONE : earlier[at(k, p)];
    }
}
