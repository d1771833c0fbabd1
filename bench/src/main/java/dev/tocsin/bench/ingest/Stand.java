package dev.tocsin.bench.ingest;

import dev.tocsin.bench.ChildJvm;
import dev.tocsin.bench.topology.BrokerProcess;
import dev.tocsin.embedded.TopicSetup;
import dev.tocsin.embedded.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A broker with its topics and a bridge, each in a process of its own, on the loopback address. The
 * bridge has a heap of {@value #HEAP_MB} MB.
 */
final class Stand implements AutoCloseable {
    private static final int HEAP_MB = 512;
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    private final Path directory;
    private final BrokerProcess broker;
    private final ChildJvm bridge;
    private final int port;

    private Stand(Path directory, BrokerProcess broker, ChildJvm bridge, int port) {
        this.directory = directory;
        this.broker = broker;
        this.bridge = bridge;
        this.port = port;
    }

    /** With the HTTP bridge, which takes events without a token. */
    static Stand http() throws IOException {
        return start("http", Map.of("TOCSIN_HTTP_PORT", "0", "TOCSIN_INGEST_OPEN", "true"));
    }

    /** With the AMQP bridge, at the queue of a server. */
    static Stand rabbit(String uri) throws IOException {
        return start("rabbit", Map.of("RABBITMQ_URI", uri, "TOCSIN_RABBIT_OPS_PORT", "0"));
    }

    private static Stand start(String bridge, Map<String, String> settings) throws IOException {
        Path directory = Files.createTempDirectory("tocsin-bench-");
        BrokerProcess broker = BrokerProcess.start(directory.resolve("kafka"));
        TopicSetup.create(broker.bootstrapServers());
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        ChildJvm process =
                ChildJvm.start(
                        BridgeMain.class,
                        List.of("-Xmx" + HEAP_MB + "m", "-XX:+UseSerialGC"),
                        List.of(bridge),
                        environment);
        return new Stand(directory, broker, process, Integer.parseInt(process.firstLine()));
    }

    int port() {
        return port;
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    boolean bridgeLives() {
        return bridge.isAlive();
    }

    /** Processor time of bridge and broker so far, in nanoseconds. */
    long processorNanos() {
        return bridge.processorTime().toNanos() + broker.processorTime().toNanos();
    }

    /** The most memory that the bridge ever had, in MB; 0 where the system does not tell. */
    long bridgePeakMb() throws IOException {
        Path status = Path.of("/proc", "" + bridge.pid(), "status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        Matcher peak = PEAK.matcher(Files.readString(status));
        return peak.find() ? Long.parseLong(peak.group(1)) >> 10 : 0;
    }

    @Override
    public void close() throws IOException {
        try {
            bridge.close();
            broker.close();
        } finally {
            Trees.delete(directory);
        }
    }
}
