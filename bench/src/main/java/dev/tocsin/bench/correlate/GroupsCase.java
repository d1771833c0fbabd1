package dev.tocsin.bench.correlate;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Millions of groups that all live at once, in the stores of a real topology. Each gets one event;
 * then a sample of them, old and young, gets the second that completes an alert. An evicted group
 * or a lost match is an alert that is missing. For a restart, the topology is stopped in between,
 * or killed.
 */
final class GroupsCase {
    private static final int SAMPLE = 10_000;

    private final CorrelateCase measured;
    private final int groups;
    private final boolean killed;

    /**
     * @param killed whether the one before a restart is a process of its own that is killed
     */
    GroupsCase(CorrelateCase measured, int groups, boolean killed) {
        this.measured = measured;
        this.groups = groups;
        this.killed = killed;
    }

    /**
     * Runs it.
     *
     * @throws IOException also when an alert is missing, or there is one too many
     */
    Outcome run() throws IOException {
        BenchRules rules = BenchRules.of(measured);
        MatchMaker maker = new MatchMaker(rules.rules());
        MatchFlow flow = new MatchFlow(measured, maker, groups);
        try (Correlating topology = Correlating.start(rules)) {
            topology.renew();
            try (MatchesTopic topic = topology.matches()) {
                return run(topology, topic, flow, maker);
            }
        }
    }

    private Outcome run(Correlating topology, MatchesTopic topic, MatchFlow flow, MatchMaker maker)
            throws IOException {
        if (killed) {
            topology.startApart();
        } else {
            topology.startTopology();
        }
        long processor = topology.processorNanos();
        long start = System.nanoTime();
        for (int i = 0; i < groups; i++) {
            topic.write(flow.next());
        }
        topic.flush();
        topology.awaitCommitted(groups);
        double seconds = seconds(System.nanoTime() - start);
        double perSecond = groups / seconds;
        double micros = (topology.processorNanos() - processor) / 1_000.0 / groups;
        long heap = Outcome.usedHeap();
        // What the process that will be killed has is not known here.
        String used = killed ? "" : ", %,d bytes of heap".formatted(heap);
        System.err.printf("%,d groups in %.1f s%s%n", groups, seconds, used);
        if (measured == CorrelateCase.RESTART) {
            start = System.nanoTime();
            if (killed) {
                topology.kill();
            } else {
                topology.stop();
            }
            System.err.printf("stopped in %.1f s%n", seconds(System.nanoTime() - start));
            seconds = seconds(topology.startTopology());
            heap = Outcome.usedHeap();
        }
        complete(topology, topic, flow, maker);
        return new Outcome(measured, perSecond, groups, heap, seconds, micros);
    }

    private void complete(
            Correlating topology, MatchesTopic topic, MatchFlow flow, MatchMaker maker)
            throws IOException {
        int sample = Math.min(SAMPLE, groups);
        for (int i = 0; i < sample; i++) {
            int user = (int) ((long) i * groups / sample);
            topic.write(maker.make(flow.nowMs(), 0, user, 443));
        }
        topic.flush();
        topology.awaitCommitted((long) groups + sample);
        AlertCount count = AlertCount.read(topology.bootstrapServers());
        System.err.printf("%,d alerts of %,d%n", count.alerts(), sample);
        if (count.alerts() != sample || count.complete() != sample) {
            throw new IOException(
                    "Expected %d alerts of two events, but found %d, %d of them of two"
                            .formatted(sample, count.alerts(), count.complete()));
        }
    }

    private static double seconds(long nanos) {
        return (double) nanos / TimeUnit.SECONDS.toNanos(1);
    }
}
