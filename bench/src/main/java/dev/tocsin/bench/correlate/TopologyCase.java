package dev.tocsin.bench.correlate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Contributions through the correlating half of a real topology: from its repartition topic through
 * the stores to committed alerts, one stream thread, exactly once. They lie there before it starts;
 * the clock runs from the commit of the first third to the commit of all.
 */
final class TopologyCase {
    private static final int WARMUP_PART = 3;

    private final int groups;
    private final int matches;
    private final int runs;

    TopologyCase(int groups, int matches, int runs) {
        this.groups = groups;
        this.matches = matches;
        this.runs = runs;
    }

    /** Runs it; the outcome is the median. */
    Outcome run() throws IOException {
        BenchRules rules = BenchRules.of(CorrelateCase.TOPOLOGY);
        List<Outcome> all = new ArrayList<>();
        try (Correlating topology = Correlating.start(rules)) {
            for (int i = 0; i < runs; i++) {
                Outcome outcome = run(rules, topology);
                System.err.printf("run %d: %s%n", i + 1, outcome.json());
                all.add(outcome);
            }
        }
        all.sort(Comparator.comparingDouble(Outcome::matchesPerSecond));
        return all.get(all.size() / 2);
    }

    private Outcome run(BenchRules rules, Correlating topology) throws IOException {
        topology.renew();
        MatchFlow flow =
                new MatchFlow(CorrelateCase.TOPOLOGY, new MatchMaker(rules.rules()), groups);
        try (MatchesTopic topic = topology.matches()) {
            for (int i = 0; i < matches; i++) {
                topic.write(flow.next());
            }
            topic.flush();
        }
        AlertCount before = AlertCount.read(topology.bootstrapServers());
        topology.startTopology();
        long done = topology.awaitCommitted(matches / WARMUP_PART);
        long processor = topology.processorNanos();
        long start = System.nanoTime();
        topology.awaitCommitted(matches);
        long nanos = System.nanoTime() - start;
        processor = topology.processorNanos() - processor;
        long heap = Outcome.usedHeap();
        topology.stop();
        // Every run has the same events, and so the same alerts once more.
        if (AlertCount.read(topology.bootstrapServers()).revisions() == before.revisions()) {
            throw new IOException("Expected alerts, but found none");
        }
        double seconds = (double) nanos / TimeUnit.SECONDS.toNanos(1);
        return new Outcome(
                CorrelateCase.TOPOLOGY,
                (matches - done) / seconds,
                groups,
                heap,
                seconds,
                processor / 1_000.0 / (matches - done));
    }
}
