package dev.tocsin.rules.eval;

import dev.tocsin.rules.plan.Anchor;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Indexes of keywords, one for each set of rules that events of some log source can match: every
 * scalar of an event goes through it, and most rules with keywords are for other events. Past
 * {@value #MOST} sets, all are forgotten and made again when needed. Thread-safe.
 */
final class KeywordIndexes {
    private static final int MOST = 100;
    private static final int[] NO_RULES = {};

    private final Map<Anchor, int[]> rules;
    private final Map<BitSet, AnchorIndex> indexes = new ConcurrentHashMap<>();

    /**
     * @param rules those that are found by keywords
     */
    KeywordIndexes(Map<Anchor, int[]> rules) {
        this.rules = new LinkedHashMap<>(rules);
    }

    /** The index of some rules, a bit each, that are found by keywords. */
    AnchorIndex of(BitSet some) {
        AnchorIndex known = indexes.get(some);
        if (known == null) {
            known = make(some);
            if (indexes.size() >= MOST) {
                indexes.clear();
            }
            indexes.put(some, known);
        }
        return known;
    }

    private AnchorIndex make(BitSet some) {
        Map<Anchor, int[]> theirs = new HashMap<>();
        rules.forEach(
                (anchor, of) -> {
                    int[] left = intersection(of, some);
                    if (left.length > 0) {
                        theirs.put(anchor, left);
                    }
                });
        return new AnchorIndex(theirs);
    }

    private static int[] intersection(int[] rules, BitSet some) {
        int[] left = new int[rules.length];
        int count = 0;
        for (int rule : rules) {
            if (some.get(rule)) {
                left[count++] = rule;
            }
        }
        return count == 0 ? NO_RULES : Arrays.copyOf(left, count);
    }
}
