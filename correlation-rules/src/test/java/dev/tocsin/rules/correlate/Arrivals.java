package dev.tocsin.rules.correlate;

import dev.tocsin.rules.plan.CorrelationPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Plays events of one group in a random order in which none is too late. */
final class Arrivals {
    private final CorrelationPlan plan;
    private final Random random;

    Arrivals(CorrelationPlan plan, Random random) {
        this.plan = plan;
        this.random = random;
    }

    /**
     * Plays them, with wake-ups between, until the stream is at {@code untilSeconds}.
     *
     * @param wakes whether the stream, for other groups, may run ahead of this one
     */
    GroupDriver play(List<Contribution> events, boolean wakes, long untilSeconds) {
        GroupDriver group = new GroupDriver(plan);
        int graceMs = (int) plan.grace().toMillis();
        long clockMs = 0;
        for (Contribution event : order(events, graceMs)) {
            group.send(event);
            clockMs = Math.max(clockMs, event.event().timeMs());
            if (wakes && random.nextInt(4) == 0) {
                group.wakeAtMs(clockMs + random.nextInt(graceMs + 1));
            }
        }
        return group.streamReaches(untilSeconds);
    }

    private List<Contribution> order(List<Contribution> events, int graceMs) {
        Map<String, Long> arrivesAt = new HashMap<>();
        for (Contribution event : events) {
            arrivesAt.put(event.event().id(), event.event().timeMs() + random.nextInt(graceMs + 1));
        }
        List<Contribution> arrival = new ArrayList<>(events);
        Collections.shuffle(arrival, random);
        arrival.sort(Comparator.comparing(event -> arrivesAt.getOrDefault(event.event().id(), 0L)));
        return arrival;
    }

    /** In the order of evidence. */
    static List<Contribution> sorted(List<Contribution> events) {
        List<Contribution> sorted = new ArrayList<>(events);
        sorted.sort(Comparator.comparing(Contribution::event, Evidence.ORDER));
        return sorted;
    }
}
