package dev.tocsin.rules.correlate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The longest chain of a {@code temporal_ordered} frame: positions of the rule list, ascending,
 * each served by an event of its own that is not earlier than the one before. Events of equal time
 * may serve in any order.
 *
 * <p>{@code best[p]} is the longest chain so far that uses only positions below {@code p}. Events
 * are taken in groups of equal time; a group extends a chain that ends below {@code q} by as many
 * of the positions from {@code q} to {@code p} as can be given an event each (a bipartite
 * matching).
 */
final class LongestChain {
    private final int positions;
    private int[] best;

    private LongestChain(int positions) {
        this.positions = positions;
        this.best = new int[positions + 1];
    }

    /** Its length, at most {@code positions}. */
    static int of(List<Entry> frame, int positions) {
        LongestChain chain = new LongestChain(positions);
        int from = 0;
        while (from < frame.size()) {
            int to = from + 1;
            while (to < frame.size() && frame.get(to).timeMs() == frame.get(from).timeMs()) {
                to++;
            }
            if (to == from + 1) {
                chain.takeOne(frame.get(from).positions());
            } else {
                chain.takeGroup(useful(frame.subList(from, to), positions));
            }
            from = to;
        }
        return chain.best[positions];
    }

    /** Of events that can serve the same positions, no more than there are positions. */
    private static List<Long> useful(List<Entry> group, int positions) {
        List<Long> masks = new ArrayList<>();
        for (Entry entry : group) {
            long mask = entry.positions();
            int same = 0;
            for (long other : masks) {
                same += other == mask ? 1 : 0;
            }
            if (same < positions) {
                masks.add(mask);
            }
        }
        return masks;
    }

    private void takeOne(long mask) {
        int longest = 0;
        int before = best[0];
        for (int p = 0; p < positions; p++) {
            longest = (mask >>> p & 1) == 0 ? longest : Math.max(longest, before + 1);
            before = best[p + 1];
            best[p + 1] = Math.max(before, longest);
        }
    }

    private void takeGroup(List<Long> masks) {
        int[] next = best.clone();
        for (int q = 0; q < positions; q++) {
            Matching matching = new Matching(masks, positions);
            int matched = 0;
            for (int p = q; p < positions; p++) {
                matched += matching.serve(p) ? 1 : 0;
                next[p + 1] = Math.max(next[p + 1], best[q] + matched);
            }
        }
        best = next;
    }

    /** Gives events to positions, one to one (augmenting paths). */
    private static final class Matching {
        private final List<Long> masks;
        private final int[] positionOf;
        private final boolean[] tried;
        private final int free;

        Matching(List<Long> masks, int positions) {
            this.masks = masks;
            this.positionOf = new int[masks.size()];
            this.tried = new boolean[masks.size()];
            this.free = positions;
            Arrays.fill(positionOf, free);
        }

        boolean serve(int position) {
            Arrays.fill(tried, false);
            return augment(position);
        }

        private boolean augment(int position) {
            for (int event = 0; event < tried.length; event++) {
                if ((masks.get(event) >>> position & 1) == 1 && !tried[event]) {
                    tried[event] = true;
                    if (positionOf[event] == free || augment(positionOf[event])) {
                        positionOf[event] = position;
                        return true;
                    }
                }
            }
            return false;
        }
    }
}
