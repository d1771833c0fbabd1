package dev.tocsin.topology.correlate;

import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.RuleSet;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends the groups of correlations and thresholds that were changed or deleted, a few at a time.
 * What changed while the process was down is found by the groups' own deadlines.
 */
final class Sweep {
    private final Groups groups;
    private final Ending ending;
    private final Deque<CorrelationPlan> stale = new ArrayDeque<>();
    private RuleSet known;
    private byte @Nullable [] at;

    /** Ends one group. */
    interface Ending {
        /**
         * A group is of no correlation in force.
         *
         * @param plan the correlation as it is now, or as it was when it is deleted
         */
        void end(RuleSet current, CorrelationPlan plan, byte[] key, StoredGroup group);
    }

    Sweep(Groups groups, RuleSet known, Ending ending) {
        this.groups = groups;
        this.known = known;
        this.ending = ending;
    }

    void run(RuleSet current, int budget) {
        if (current != known) {
            compare(current);
            known = current;
        }
        int left = budget;
        while (left > 0 && !stale.isEmpty()) {
            left -= sweep(stale.getFirst(), current, left);
        }
    }

    private void compare(RuleSet current) {
        for (CorrelationPlan old : known.grouping()) {
            CorrelationPlan now = current.correlation(old.id());
            if (now == null || !now.fingerprint().equals(old.fingerprint())) {
                add(old);
            }
        }
    }

    /** One that is being swept, and changed again, is swept from the beginning. */
    private void add(CorrelationPlan old) {
        if (!stale.isEmpty() && stale.getFirst().id().equals(old.id())) {
            at = null;
        }
        if (stale.stream().noneMatch(plan -> plan.id().equals(old.id()))) {
            stale.addLast(old);
        }
    }

    /** Looks at up to {@code most} groups of a correlation and gives how many it looked at. */
    private int sweep(CorrelationPlan old, RuleSet current, int most) {
        CorrelationPlan now = current.correlation(old.id());
        List<byte[]> keys = groups.keys(GroupKey.prefix(old.id()), at, most);
        for (byte[] key : keys) {
            StoredGroup group = groups.get(key, current);
            if (group != null && (now == null || !group.isOf(now))) {
                ending.end(current, now == null ? old : now, key, group);
            }
        }
        if (keys.size() < most) {
            stale.removeFirst();
            at = null;
        } else {
            at = next(keys.getLast());
        }
        return Math.max(1, keys.size());
    }

    /** The smallest key after this one of the same length. */
    private static byte[] next(byte[] key) {
        byte[] next = Arrays.copyOf(key, key.length);
        for (int i = next.length - 1; i >= 0 && ++next[i] == 0; i--) {
            // The carry goes on to the byte before.
        }
        return next;
    }
}
