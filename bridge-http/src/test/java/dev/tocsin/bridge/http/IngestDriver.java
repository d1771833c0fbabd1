package dev.tocsin.bridge.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.TopicSetup;
import dev.tocsin.testkit.TopicReader;
import dev.tocsin.topic.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A real broker, an HTTP bridge to it that knows the token {@code token-of-web} and takes bodies of
 * 2,000,000 bytes, and a sender; more bridges when they are asked for.
 */
final class IngestDriver implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final EmbeddedKafka kafka;
    private final IngestServer server;
    private final IngestClient client;

    private IngestDriver(EmbeddedKafka kafka) throws IOException {
        this.kafka = kafka;
        this.server = bridge("TOCSIN_INGEST_MAX_BODY_BYTES", "2000000");
        this.client = new IngestClient(server.port());
    }

    static IngestDriver start(Path directory) throws IOException {
        EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0);
        TopicSetup.create(kafka.bootstrapServers());
        return new IngestDriver(kafka);
    }

    IngestServer server() {
        return server;
    }

    IngestClient client() {
        return client;
    }

    /** Another bridge, with more settings, as names and values in turn. */
    IngestServer bridge(String... settings) throws IOException {
        return bridgeTo(kafka.bootstrapServers(), settings);
    }

    /** A bridge whose Kafka is not there. */
    IngestServer bridgeToNowhere() throws IOException {
        return bridgeTo("127.0.0.1:1", "TOCSIN_INGEST_DELIVERY_TIMEOUT_MS", "1500");
    }

    /** A bridge that has memory for three bodies of 300,000 bytes. */
    IngestServer smallBridge() throws IOException {
        return bridge(
                "TOCSIN_INGEST_MAX_BODY_BYTES",
                "300000",
                "TOCSIN_INGEST_MAX_EVENTS_PER_BODY",
                "100",
                "TOCSIN_INGEST_IN_FLIGHT_BYTES",
                "1048576");
    }

    private static IngestServer bridgeTo(String brokers, String... settings) throws IOException {
        Map<String, String> env = new HashMap<>();
        env.put("KAFKA_BOOTSTRAP_SERVERS", brokers);
        env.put("TOCSIN_HTTP_PORT", "0");
        env.put("TOCSIN_INGEST_TOKENS", "web=token-of-web");
        for (int i = 0; i < settings.length; i += 2) {
            env.put(settings[i], settings[i + 1]);
        }
        return IngestServer.start(HttpConfig.from(env));
    }

    /**
     * Takes memory of a bridge: requests that say how long they are, and send no more than that.
     */
    static List<Socket> fill(IngestServer bridge, String path, int requests, int length) {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < requests; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), bridge.port());
                socket.getOutputStream().write(head(path, length).getBytes(UTF_8));
                open.add(socket);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (IngestClient client = new IngestClient(bridge.port())) {
            String gauge = "tocsin_ingest_in_flight_bytes " + requests * length + "\n";
            await().atMost(SOON).until(() -> client.get("/metrics").text().contains(gauge));
        }
        return open;
    }

    private static String head(String path, int length) {
        return String.join(
                "\r\n",
                "POST " + path + " HTTP/1.1",
                "Host: here",
                "Authorization: Bearer token-of-web",
                "Content-Length: " + length,
                "",
                "");
    }

    /** The first record that comes and is the wanted one. */
    ConsumerRecord<byte[], byte[]> find(
            Topic topic, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        try (TopicReader reader = new TopicReader(kafka.bootstrapServers(), topic.name())) {
            List<ConsumerRecord<byte[], byte[]>> found =
                    await().atMost(SOON)
                            .until(
                                    () -> reader.poll().stream().filter(wanted).toList(),
                                    records -> !records.isEmpty());
            return found.getFirst();
        }
    }

    /** The first record that comes and has the text in its value. */
    ConsumerRecord<byte[], byte[]> find(Topic topic, String part) {
        return find(topic, record -> text(record).contains(part));
    }

    static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), UTF_8);
    }

    @Override
    public void close() {
        client.close();
        server.close();
        kafka.close();
    }
}
