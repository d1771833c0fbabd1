package dev.tocsin.bench.correlate;

import dev.tocsin.bench.correlate.GroupTable.Group;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Which groups want to be woken, by the second of the stream in which they do. A group is woken
 * once its second is over: the topology, too, looks for them from time to time, and far more
 * seldom. A group that moved to an earlier second stays in the later one, where nobody wakes it.
 */
final class WakeUps {
    private static final long SECOND_MS = 1_000;

    private final Map<Long, List<Group>> bySecond = new HashMap<>();
    private long nextSecond = Long.MAX_VALUE;

    /** Wants a group to be woken at its {@link Group#queuedAtMs}. */
    void add(Group group) {
        long second = group.queuedAtMs / SECOND_MS;
        bySecond.computeIfAbsent(second, _ -> new ArrayList<>()).add(group);
        nextSecond = Math.min(nextSecond, second);
    }

    /** Hands over the groups whose second is over, and which want nothing any more until asked. */
    void takeDue(long streamTimeMs, Consumer<Group> woken) {
        long now = streamTimeMs / SECOND_MS;
        while (nextSecond < now) {
            long second = nextSecond++;
            List<Group> due = bySecond.remove(second);
            if (due != null) {
                take(second, due, woken);
            }
        }
    }

    private static void take(long second, List<Group> due, Consumer<Group> woken) {
        for (Group group : due) {
            if (group.queuedAtMs / SECOND_MS == second) {
                woken.accept(group);
            }
        }
    }
}
