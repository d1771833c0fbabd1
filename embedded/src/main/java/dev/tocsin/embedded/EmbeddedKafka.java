package dev.tocsin.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka broker and controller (KRaft) inside this JVM, on the loopback address, with its log on
 * disk. Starts in about two seconds; {@link #close} shuts it down in an orderly way.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final int NODE_ID = 1;
    private static final long MIN_FREE_BYTES = 512L << 20;

    private final KafkaRaftServer server;
    private final int port;
    private final @Nullable SecuredListener secured;

    private EmbeddedKafka(KafkaRaftServer server, int port, @Nullable SecuredListener secured) {
        this.server = server;
        this.port = port;
        this.secured = secured;
    }

    /**
     * Starts a broker.
     *
     * @param directory where its log is; formatted when new, else continued
     * @param wantedPort 0 for any
     * @throws IOException when the directory cannot be written or has under 512 MiB left
     */
    public static EmbeddedKafka start(Path directory, int wantedPort) throws IOException {
        return start(directory, wantedPort, null);
    }

    /**
     * Starts a broker that also listens for clients that have to show who they are.
     *
     * @param secured null for none
     */
    public static EmbeddedKafka start(
            Path directory, int wantedPort, @Nullable SecuredListener secured) throws IOException {
        Files.createDirectories(directory);
        DiskSpace.require(directory, MIN_FREE_BYTES);
        int port = Ports.orFree(wantedPort);
        int controllerPort = Ports.free();
        format(directory);
        Properties settings = settings(directory, port, controllerPort);
        if (secured != null) {
            secured.addTo(settings);
        }
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
        server.startup();
        return new EmbeddedKafka(server, port, secured);
    }

    /** For {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** For {@code bootstrap.servers} of clients that show who they are. */
    public String securedServers() {
        if (secured == null) {
            throw new IllegalStateException(
                    "Expected a secured listener, but the broker was started without one");
        }
        return secured.address();
    }

    /** Blocks until the broker has shut down, whoever asked for it. */
    public void awaitShutdown() {
        server.awaitShutdown();
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static Properties settings(Path directory, int port, int controllerPort) {
        Properties p = new Properties();
        p.setProperty("process.roles", "broker,controller");
        p.setProperty("node.id", "" + NODE_ID);
        p.setProperty(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        p.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        p.setProperty("controller.listener.names", "CONTROLLER");
        p.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.setProperty("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        p.setProperty("log.dirs", directory.toString());
        p.setProperty("auto.create.topics.enable", "false");
        // One broker: nothing to replicate to.
        for (String topic :
                List.of(
                        "offsets.topic",
                        "transaction.state.log",
                        "share.coordinator.state.topic")) {
            p.setProperty(topic + ".replication.factor", "1");
        }
        p.setProperty("transaction.state.log.min.isr", "1");
        p.setProperty("share.coordinator.state.topic.min.isr", "1");
        p.setProperty("min.insync.replicas", "1");
        p.setProperty("offsets.topic.num.partitions", "4");
        p.setProperty("transaction.state.log.num.partitions", "4");
        p.setProperty("group.initial.rebalance.delay.ms", "0");
        // Memory of an all-in-one machine: small dedupe buffer, few threads.
        p.setProperty("log.cleaner.dedupe.buffer.size", "" + (16L << 20));
        p.setProperty("num.network.threads", "2");
        p.setProperty("num.io.threads", "4");
        p.setProperty("log.segment.bytes", "" + (128L << 20));
        p.setProperty("message.max.bytes", "" + (2L << 20));
        p.setProperty("replica.fetch.max.bytes", "" + (2L << 20));
        return p;
    }

    private static void format(Path directory) throws IOException {
        Formatter formatter =
                new Formatter()
                        .setPrintStream(
                                new PrintStream(
                                        OutputStream.nullOutputStream(),
                                        false,
                                        StandardCharsets.UTF_8))
                        .setSupportedFeatures(
                                List.of(Feature.PRODUCTION_FEATURES.toArray(Feature[]::new)))
                        .setNodeId(NODE_ID)
                        .setClusterId(clusterId(directory))
                        .setControllerListenerName("CONTROLLER")
                        .setMetadataLogDirectory(directory.toString())
                        .setDirectories(List.of(directory.toString()))
                        .setIgnoreFormatted(true);
        try {
            formatter.run();
        } catch (Exception e) {
            throw new IOException(
                    "Expected to format " + directory + " for Kafka, but: " + e.getMessage(), e);
        }
    }

    private static String clusterId(Path directory) throws IOException {
        Path meta = directory.resolve("meta.properties");
        if (Files.exists(meta)) {
            Properties p = new Properties();
            try (var in = Files.newInputStream(meta)) {
                p.load(in);
            }
            String id = p.getProperty("cluster.id");
            if (id != null) {
                return id;
            }
        }
        return Uuid.randomUuid().toString();
    }
}
