package dev.tocsin.topology.correlate;

import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.topology.metrics.TopologyMetrics;
import dev.tocsin.topology.metrics.TopologyMetrics.Counter;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Frees the groups of correlations that were changed or deleted, a few at a time. What changed
 * while the process was down is found by the groups' own deadlines.
 */
final class Sweep {
    private final Groups groups;
    private final TopologyMetrics metrics;
    private final Queue<String> stale = new ArrayDeque<>();
    private RuleSet known;
    private byte @Nullable [] at;

    Sweep(Groups groups, RuleSet known, TopologyMetrics metrics) {
        this.groups = groups;
        this.known = known;
        this.metrics = metrics;
    }

    void run(RuleSet current, int budget) {
        if (current != known) {
            compare(current);
            known = current;
        }
        int left = budget;
        while (left > 0 && !stale.isEmpty()) {
            left -= sweep(stale.element(), current, left);
        }
    }

    private void compare(RuleSet current) {
        for (CorrelationPlan old : known.correlations()) {
            CorrelationPlan now = current.correlation(old.id());
            boolean changed = now == null || !now.fingerprint().equals(old.fingerprint());
            if (changed && !stale.contains(old.id())) {
                stale.add(old.id());
            }
        }
    }

    /** Looks at up to {@code most} groups of a correlation and gives how many it looked at. */
    private int sweep(String correlationId, RuleSet current, int most) {
        CorrelationPlan plan = current.correlation(correlationId);
        List<byte[]> keys = groups.keys(GroupKey.prefix(correlationId), at, most);
        for (byte[] key : keys) {
            StoredGroup group = groups.get(key);
            if (group != null && !isOf(plan, group)) {
                groups.free(key, group);
                metrics.count(Counter.RESETS);
            }
        }
        if (keys.size() < most) {
            stale.remove();
            at = null;
        } else {
            at = next(keys.getLast());
        }
        return Math.max(1, keys.size());
    }

    private static boolean isOf(@Nullable CorrelationPlan plan, StoredGroup group) {
        return plan != null && plan.fingerprint().equals(group.state().fingerprint());
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
