package dev.tocsin.bench.topology;

import dev.tocsin.topic.Topics;
import dev.tocsin.topology.TopologyConfig;
import dev.tocsin.topology.TopologyServer;
import dev.tocsin.topology.metrics.TopologyMetrics.Counter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.TopicPartition;

/**
 * Lets one topology after the other process the whole raw topic, each time from its beginning and
 * without state. The clock starts when the warm-up part is committed and stops when all is.
 */
final class Race {
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long PATIENCE_NS = Duration.ofMinutes(5).toNanos();

    private final BrokerProcess broker;
    private final Offsets offsets;
    private final Path states;
    private final int threads;
    private final long events;
    private final long warmup;
    private int started;

    /**
     * @param events how many lie in the raw topic
     * @param warmup how many of them do not count
     */
    Race(
            BrokerProcess broker,
            Offsets offsets,
            Path states,
            int threads,
            long events,
            long warmup) {
        this.broker = broker;
        this.offsets = offsets;
        this.states = states;
        this.threads = threads;
        this.events = events;
        this.warmup = warmup;
    }

    /** Lets the pass-through topology run. */
    Spent passThrough() throws IOException {
        TopologyConfig config = config("pass-through");
        Map<TopicPartition, Long> before = offsets.ends(PassThrough.TOPIC);
        Spent spent;
        try (PassThrough _ = PassThrough.start(config)) {
            spent = spent(config);
        }
        requireAll("passed through", offsets.readable(PassThrough.TOPIC, before));
        return spent;
    }

    /** What the real topology did, for each raw record and in all. */
    record Outcome(Spent spent, long matches, long deadLetters) {}

    /** Runs the real topology, with the rules that are published. */
    Outcome topology() throws IOException {
        TopologyConfig config = config("topology");
        Map<TopicPartition, Long> eventsBefore = offsets.ends(Topics.EVENTS.name());
        Map<TopicPartition, Long> lettersBefore = offsets.ends(Topics.DEAD_LETTERS.name());
        Outcome outcome;
        try (TopologyServer server = TopologyServer.start(config)) {
            outcome =
                    new Outcome(
                            spent(config),
                            server.metrics().value(Counter.MATCHES),
                            server.metrics().value(Counter.DEAD_LETTERS));
        }
        requireAll(
                "normalized or dead letters",
                offsets.readable(Topics.EVENTS.name(), eventsBefore)
                        + offsets.readable(Topics.DEAD_LETTERS.name(), lettersBefore));
        return outcome;
    }

    private TopologyConfig config(String name) {
        String id = "tocsin-bench-" + name + "-" + started++;
        return TopologyConfig.from(
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        broker.bootstrapServers(),
                        "TOCSIN_TOPOLOGY_ID",
                        id,
                        "TOCSIN_STATE_DIR",
                        states.resolve(id).toString(),
                        "TOCSIN_TOPOLOGY_THREADS",
                        "" + threads,
                        "TOCSIN_TOPOLOGY_HEALTH_PORT",
                        "-1"));
    }

    private Spent spent(TopologyConfig config) throws IOException {
        long done = awaitCommitted(config, warmup);
        Spent.Mark start = Spent.Mark.now(broker);
        awaitCommitted(config, events);
        return Spent.Mark.now(broker).since(start, events - done);
    }

    private long awaitCommitted(TopologyConfig config, long wanted) throws IOException {
        long deadline = System.nanoTime() + PATIENCE_NS;
        while (true) {
            long done = offsets.committed(config.applicationId(), Topics.EVENTS_RAW.name());
            if (done >= wanted) {
                return done;
            }
            if (System.nanoTime() > deadline) {
                throw new IOException(
                        "Expected %s to commit %d records, but after %s it has %d"
                                .formatted(
                                        config.applicationId(),
                                        wanted,
                                        Duration.ofNanos(PATIENCE_NS),
                                        done));
            }
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    private void requireAll(String what, long found) throws IOException {
        if (found != events) {
            throw new IOException(
                    "Expected %d records %s, but found %d".formatted(events, what, found));
        }
    }
}
