package dev.tocsin.bench.correlate;

import com.sun.management.OperatingSystemMXBean;
import dev.tocsin.rules.correlate.Contribution;
import dev.tocsin.rules.correlate.CorrelationState;
import dev.tocsin.rules.correlate.CorrelationStep;
import dev.tocsin.rules.correlate.StepResult;
import dev.tocsin.rules.plan.CorrelationPlan;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The engine alone: steps over states in a map, and wake-ups by a queue in which a group stands
 * once, as in the topology. The clock runs only while steps are taken, not while contributions are
 * made.
 */
final class EngineRun {
    private static final int CHUNK = 10_000;
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final CorrelationPlan plan;
    private final MatchFlow flow;
    private final Map<String, Group> groups = new HashMap<>();
    private final PriorityQueue<WakeUp> wakeUps = new PriorityQueue<>();
    private long streamTimeMs = Long.MIN_VALUE;
    private long signals;
    private long tooLate;

    EngineRun(CorrelationPlan plan, MatchFlow flow) {
        this.plan = plan;
        this.flow = flow;
    }

    /**
     * What was measured.
     *
     * @param matches contributions taken
     * @param signals revisions of alerts that came of them
     * @param nanos on the clock
     * @param cpuNanos processor time of the whole process, collector and compiler too
     */
    record Measured(long matches, long signals, long tooLate, long nanos, long cpuNanos) {
        double perSecond() {
            return matches * (double) TimeUnit.SECONDS.toNanos(1) / nanos;
        }

        double perCpuSecond() {
            return matches * (double) TimeUnit.SECONDS.toNanos(1) / cpuNanos;
        }
    }

    /** Goes on until so many contributions are taken, or so much time has passed. */
    Measured run(long atLeast, long atMostSeconds) {
        return run(atLeast, 0, TimeUnit.SECONDS.toNanos(atMostSeconds));
    }

    /** Goes on for at least so long. */
    Measured run(long seconds) {
        return run(0, TimeUnit.SECONDS.toNanos(seconds), Long.MAX_VALUE);
    }

    private Measured run(long matches, long minNanos, long maxNanos) {
        long signalsBefore = signals;
        long lateBefore = tooLate;
        long taken = 0;
        long nanos = 0;
        long cpuNanos = 0;
        while ((taken < matches || nanos < minNanos) && nanos < maxNanos) {
            List<Contribution> chunk = flow.next(CHUNK);
            long cpuBefore = SYSTEM.getProcessCpuTime();
            long start = System.nanoTime();
            for (Contribution contribution : chunk) {
                take(contribution);
            }
            nanos += System.nanoTime() - start;
            cpuNanos += SYSTEM.getProcessCpuTime() - cpuBefore;
            taken += chunk.size();
        }
        return new Measured(taken, signals - signalsBefore, tooLate - lateBefore, nanos, cpuNanos);
    }

    /** How many groups have a state. */
    int groups() {
        return groups.size();
    }

    private void take(Contribution contribution) {
        Group group = groups.computeIfAbsent(contribution.groupKey(), Group::new);
        streamTimeMs = Math.max(streamTimeMs, contribution.event().timeMs());
        keep(group, CorrelationStep.contribute(plan, group.state, contribution));
        while (!wakeUps.isEmpty() && wakeUps.element().atMs <= streamTimeMs) {
            wake(wakeUps.remove());
        }
    }

    private void wake(WakeUp wakeUp) {
        Group group = wakeUp.group;
        CorrelationState state = group.state;
        if (group.queuedAtMs != wakeUp.atMs || state == null) {
            return;
        }
        group.queuedAtMs = StepResult.NEVER;
        if (group.wakeUpAtMs > streamTimeMs) {
            queue(group);
        } else {
            keep(group, CorrelationStep.wake(plan, state, streamTimeMs));
        }
    }

    private void keep(Group group, StepResult result) {
        signals += result.signals().size();
        tooLate += result.tooLate() ? 1 : 0;
        group.state = result.state();
        group.wakeUpAtMs = result.wakeUpAtMs();
        if (group.state == null) {
            groups.remove(group.key);
        } else if (group.wakeUpAtMs < group.queuedAtMs) {
            queue(group);
        }
    }

    private void queue(Group group) {
        group.queuedAtMs = group.wakeUpAtMs;
        wakeUps.add(new WakeUp(group.wakeUpAtMs, group));
    }

    private static final class Group {
        private final String key;
        private @Nullable CorrelationState state;
        private long wakeUpAtMs = StepResult.NEVER;
        private long queuedAtMs = StepResult.NEVER;

        Group(String key) {
            this.key = key;
        }
    }

    private record WakeUp(long atMs, Group group) implements Comparable<WakeUp> {
        @Override
        public int compareTo(WakeUp other) {
            return Long.compare(atMs, other.atMs);
        }
    }
}
