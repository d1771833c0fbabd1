package dev.tocsin.bench.correlate;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Measures the engine alone, after its states have become as large as they get. */
final class EngineCase {
    /** A state holds the events of the frame and of the grace before it. */
    private static final Duration FULL = Duration.ofMinutes(75);

    private static final long LONGEST_FILL_SECONDS = 60;

    private final CorrelateCase measured;
    private final int groups;
    private final int warmup;
    private final int seconds;
    private final int runs;

    EngineCase(CorrelateCase measured, int groups, int warmup, int seconds, int runs) {
        this.measured = measured;
        this.groups = groups;
        this.warmup = warmup;
        this.seconds = seconds;
        this.runs = runs;
    }

    /**
     * Runs it; the outcome is the median.
     *
     * @throws IOException when the engine did not do what it was measured at
     */
    Outcome run() throws IOException {
        BenchRules rules = BenchRules.of(measured);
        MatchFlow flow = new MatchFlow(measured, new MatchMaker(rules.rules()), groups);
        EngineRun run = new EngineRun(rules.plan(), flow);
        fill(run, flow);
        List<EngineRun.Measured> all = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            EngineRun.Measured one = run.run(seconds);
            System.err.printf(
                    "run %d: %,.0f matches/s (%,.0f per processor second), %,d alert revisions of"
                            + " %,d matches%n",
                    i + 1, one.perSecond(), one.perCpuSecond(), one.signals(), one.matches());
            if (one.signals() == 0 || one.tooLate() > 0) {
                throw new IOException(
                        "Expected alerts and no late match, but found %d and %d"
                                .formatted(one.signals(), one.tooLate()));
            }
            all.add(one);
        }
        all.sort(Comparator.comparingDouble(EngineRun.Measured::perSecond));
        EngineRun.Measured median = all.get(all.size() / 2);
        long heap = Outcome.usedHeap();
        return new Outcome(
                measured,
                median.perSecond(),
                run.groups(),
                heap,
                (double) median.nanos() / TimeUnit.SECONDS.toNanos(1),
                1e6 / median.perCpuSecond());
    }

    private void fill(EngineRun run, MatchFlow flow) {
        long full = flow.within(FULL.toMillis());
        EngineRun.Measured filled = run.run(full, LONGEST_FILL_SECONDS);
        System.err.printf(
                "filled: %,d of %,d matches in %.1f s%n",
                Math.min(full, filled.matches()),
                full,
                (double) filled.nanos() / TimeUnit.SECONDS.toNanos(1));
        run.run(warmup);
    }
}
