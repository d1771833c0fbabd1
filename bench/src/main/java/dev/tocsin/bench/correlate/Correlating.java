package dev.tocsin.bench.correlate;

import dev.tocsin.bench.ChildJvm;
import dev.tocsin.bench.Processor;
import dev.tocsin.bench.topology.BrokerProcess;
import dev.tocsin.bench.topology.Offsets;
import dev.tocsin.embedded.TopicSetup;
import dev.tocsin.embedded.Trees;
import dev.tocsin.launcher.rules.RulesTopic;
import dev.tocsin.topic.KafkaAccess;
import dev.tocsin.topology.TopologyConfig;
import dev.tocsin.topology.TopologyServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A broker in a process of its own and, in this one, a topology with one stream thread whose
 * contributions come from the bench. It stands idle in its matching half and works in the other.
 */
final class Correlating implements AutoCloseable {
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Path directory;
    private final BrokerProcess broker;
    private final Offsets offsets;
    private int started;
    private @Nullable TopologyServer server;
    private @Nullable ChildJvm apart;

    private Correlating(Path directory, BrokerProcess broker) {
        this.directory = directory;
        this.broker = broker;
        this.offsets = new Offsets(broker.bootstrapServers());
    }

    /** Starts a broker with these rules. */
    static Correlating start(BenchRules rules) throws IOException {
        Path directory = Files.createTempDirectory("tocsin-bench-");
        BrokerProcess broker = BrokerProcess.start(directory.resolve("kafka"));
        TopicSetup.create(broker.bootstrapServers());
        try (RulesTopic topic = new RulesTopic(KafkaAccess.of(broker.bootstrapServers()))) {
            topic.write(List.of(rules.file()), List.of(), "bench");
        }
        return new Correlating(directory, broker);
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** A further topology without state, stopped, with its topics made. */
    void renew() throws IOException {
        stop();
        started++;
        startTopology();
        stop();
    }

    /** Where the contributions of the present topology go. */
    MatchesTopic matches() {
        return new MatchesTopic(bootstrapServers(), topic());
    }

    /**
     * Starts the present topology.
     *
     * @return how long it took to be ready, in nanoseconds
     */
    long startTopology() throws IOException {
        TopologyConfig config = config();
        long start = System.nanoTime();
        TopologyServer starting = TopologyServer.start(config);
        server = starting;
        while (!starting.ready()) {
            pause(start, "the topology to be ready");
        }
        return System.nanoTime() - start;
    }

    /** Starts the present topology in a process of its own, and waits until it is ready. */
    void startApart() throws IOException {
        ChildJvm process =
                ChildJvm.start(
                        TopologyMain.class,
                        List.of("-Xmx" + Runtime.getRuntime().maxMemory()),
                        List.of(),
                        environment());
        apart = process;
        process.firstLine();
    }

    /** Kills the process of {@link #startApart} with SIGKILL. */
    void kill() throws IOException {
        ChildJvm process = apart;
        if (process != null) {
            process.kill();
            apart = null;
        }
    }

    void stop() {
        TopologyServer running = server;
        if (running != null) {
            running.close();
            server = null;
        }
    }

    /** Waits until so many contributions are committed; gives how many are. */
    long awaitCommitted(long wanted) throws IOException {
        long start = System.nanoTime();
        while (true) {
            long done = offsets.committed(id(), topic());
            if (done >= wanted) {
                return done;
            }
            pause(start, wanted + " commits instead of " + done);
        }
    }

    /** The processor time of broker and topology so far, in nanoseconds. */
    long processorNanos() {
        ChildJvm process = apart;
        long nanos = process == null ? 0 : process.processorTime().toNanos();
        return nanos + broker.processorTime().toNanos() + Processor.nanos();
    }

    private static void pause(long start, String what) throws IOException {
        if (System.nanoTime() - start > PATIENCE.toNanos()) {
            throw new IOException("Expected " + what + " within " + PATIENCE + ", but waited");
        }
        LockSupport.parkNanos(LOOK_NS);
    }

    private String topic() {
        return id() + "-matches-repartition";
    }

    private String id() {
        return "tocsin-bench-" + started;
    }

    private TopologyConfig config() {
        return TopologyConfig.from(environment());
    }

    private Map<String, String> environment() {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                bootstrapServers(),
                "TOCSIN_TOPOLOGY_ID",
                id(),
                "TOCSIN_TOPOLOGY_INSTANCE",
                "bench",
                "TOCSIN_STATE_DIR",
                directory.resolve(id()).toString(),
                "TOCSIN_TOPOLOGY_THREADS",
                "1",
                "TOCSIN_TOPOLOGY_HEALTH_PORT",
                "-1");
    }

    @Override
    public void close() throws IOException {
        try {
            stop();
            kill();
            offsets.close();
            broker.close();
        } finally {
            Trees.delete(directory);
        }
    }
}
