package dev.tocsin.bench.correlate;

import dev.tocsin.bench.Processor;
import dev.tocsin.bench.correlate.GroupTable.Group;
import dev.tocsin.rules.correlate.Contribution;
import dev.tocsin.rules.correlate.ContributionCodec;
import dev.tocsin.rules.correlate.CorrelationState;
import dev.tocsin.rules.correlate.CorrelationStep;
import dev.tocsin.rules.correlate.StepResult;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.topology.correlate.GroupKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The engine alone: steps over states in a map, and {@link WakeUps} in which a group stands once,
 * as in the topology. The clock runs only while steps are taken, not while contributions are made.
 */
final class EngineRun {
    private static final int CHUNK = 50_000;
    private static final int LOOKED_UP = 100;

    private final CorrelationPlan plan;
    private final MatchFlow flow;
    private final GroupTable groups = new GroupTable();
    private final WakeUps wakeUps = new WakeUps();
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
            List<Contribution> made = flow.next(CHUNK);
            long[] keys = keys(made);
            List<Contribution> chunk = read(made);
            long cpuBefore = Processor.nanos();
            long start = System.nanoTime();
            for (int i = 0; i < CHUNK; i += LOOKED_UP) {
                takeAll(chunk, keys, i, i + LOOKED_UP);
            }
            nanos += System.nanoTime() - start;
            cpuNanos += Processor.nanos() - cpuBefore;
            taken += chunk.size();
        }
        return new Measured(taken, signals - signalsBefore, tooLate - lateBefore, nanos, cpuNanos);
    }

    /** How many groups have a state. */
    int groups() {
        return groups.live();
    }

    /**
     * Contributions as a consumer has them: read from bytes, one after the other in memory and
     * without what was thrown away while they were made.
     */
    private static List<Contribution> read(List<Contribution> made) {
        List<Contribution> read = new ArrayList<>(made.size());
        for (Contribution contribution : made) {
            read.add(ContributionCodec.decode(ContributionCodec.encode(contribution).clone()));
        }
        return read;
    }

    /** The last 16 bytes of the keys of their records, by which the topology finds groups. */
    private static long[] keys(List<Contribution> chunk) {
        long[] keys = new long[2 * chunk.size()];
        for (int i = 0; i < chunk.size(); i++) {
            byte[] key = GroupKey.of(chunk.get(i));
            ByteBuffer group = ByteBuffer.wrap(key, key.length - 2 * Long.BYTES, 2 * Long.BYTES);
            keys[2 * i] = group.getLong();
            keys[2 * i + 1] = group.getLong();
        }
        return keys;
    }

    /**
     * Finds the groups first: so the processor can wait for several of them at once, and what is
     * measured is the steps rather than the map.
     */
    private void takeAll(List<Contribution> chunk, long[] keys, int from, int to) {
        Group[] found = new Group[to - from];
        for (int i = from; i < to; i++) {
            found[i - from] = groups.get(keys[2 * i], keys[2 * i + 1]);
        }
        for (int i = from; i < to; i++) {
            take(chunk.get(i), found[i - from]);
        }
    }

    private void take(Contribution contribution, Group group) {
        streamTimeMs = Math.max(streamTimeMs, contribution.timeMs());
        keep(group, CorrelationStep.contribute(plan, group.state, contribution));
        wakeUps.takeDue(streamTimeMs, this::wake);
    }

    private void wake(Group group) {
        CorrelationState state = group.state;
        group.queuedAtMs = StepResult.NEVER;
        if (state == null) {
            return;
        }
        if (group.wakeUpAtMs > streamTimeMs) {
            queue(group);
        } else {
            keep(group, CorrelationStep.wake(plan, state, streamTimeMs));
        }
    }

    private void keep(Group group, StepResult result) {
        signals += result.signals().size();
        tooLate += result.tooLate() ? 1 : 0;
        if (group.state != result.state()) {
            group.state = result.state();
        }
        group.wakeUpAtMs = result.wakeUpAtMs();
        if (group.state != null && group.wakeUpAtMs < group.queuedAtMs) {
            queue(group);
        }
    }

    private void queue(Group group) {
        group.queuedAtMs = group.wakeUpAtMs;
        wakeUps.add(group);
    }
}
