package dev.tocsin.bridge.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.tocsin.bridge.http.IngestClient.Answer;
import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.TopicSetup;
import dev.tocsin.testkit.TopicReader;
import dev.tocsin.topic.DeadLetter;
import dev.tocsin.topic.IngestHeaders;
import dev.tocsin.topic.Topic;
import dev.tocsin.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real broker, an HTTP bridge to it that knows the token {@code token-of-web} and takes bodies of
 * 2,000,000 bytes, and a sender; more bridges when they are asked for. They are there for the tests
 * of one class: {@code @RegisterExtension final IngestDriver driver = new IngestDriver();} in a
 * class with one instance.
 */
final class IngestDriver implements BeforeAllCallback, AfterAllCallback {
    /** The header of the token that the bridges know, in the scheme that most protocols use. */
    static final String TOKEN = "Bearer token-of-web";

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int LARGE = 300_000;

    private @Nullable Running running;

    private record Running(
            Path directory, EmbeddedKafka kafka, IngestServer server, IngestClient client) {}

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Path directory = Files.createTempDirectory("tocsin-ingest");
        EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0);
        TopicSetup.create(kafka.bootstrapServers());
        IngestServer server =
                bridgeTo(kafka.bootstrapServers(), "TOCSIN_INGEST_MAX_BODY_BYTES", "2000000");
        running = new Running(directory, kafka, server, new IngestClient(server.port()));
        // Until it has read the tokens, it does not know whom it does not know.
        await().atMost(SOON).until(server::ready);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (running != null) {
            running.client().close();
            running.server().close();
            running.kafka().close();
            Utils.delete(running.directory().toFile());
        }
    }

    private Running running() {
        return Objects.requireNonNull(running, "Expected to be registered as an extension");
    }

    IngestServer server() {
        return running().server();
    }

    IngestClient client() {
        return running().client();
    }

    private String brokers() {
        return running().kafka().bootstrapServers();
    }

    /** Sends with no other headers than these. */
    Answer bare(String method, String path, byte[] body, String... headers) {
        return client().send(method, path, body, headers);
    }

    /** Posts with the token. */
    Answer post(String path, byte[] body, String... headers) {
        return post(client(), path, body, headers);
    }

    /** Posts to a bridge whose Kafka is not there. */
    Answer postToNowhere(String path, byte[] body, String... headers) throws IOException {
        try (IngestServer nowhere = bridgeToNowhere();
                IngestClient sender = new IngestClient(nowhere.port())) {
            return post(sender, path, body, headers);
        }
    }

    /** Posts to a bridge whose memory others have taken. */
    Answer postToFull(String path, byte[] body, String... headers) throws IOException {
        try (IngestServer small = smallBridge();
                IngestClient sender = new IngestClient(small.port())) {
            return full(small, "/events", () -> post(sender, path, body, headers));
        }
    }

    private static Answer post(IngestClient sender, String path, byte[] body, String... headers) {
        String[] token = {"Authorization", TOKEN};
        return sender.send(
                "POST",
                path,
                body,
                Stream.of(headers, token).flatMap(Stream::of).toArray(String[]::new));
    }

    /** Another bridge, with more settings, as names and values in turn. */
    IngestServer bridge(String... settings) throws IOException {
        return bridgeTo(brokers(), settings);
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
     * What a small bridge answers while its memory is taken: by three requests to a path that say
     * how long they are, and send no more than that.
     */
    static <T> T full(IngestServer small, String path, Supplier<T> request) throws IOException {
        List<Socket> others = fill(small, path, 3, LARGE);
        try {
            return request.get();
        } finally {
            for (Socket other : others) {
                other.close();
            }
        }
    }

    private static List<Socket> fill(IngestServer bridge, String path, int requests, int length) {
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
                "Authorization: " + TOKEN,
                "Content-Length: " + length,
                "",
                "");
    }

    /** The first record that comes and is the wanted one. */
    ConsumerRecord<byte[], byte[]> find(
            Topic topic, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        try (TopicReader reader = new TopicReader(brokers(), topic.name())) {
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

    /** The raw record with this in its value. */
    ConsumerRecord<byte[], byte[]> raw(String part) {
        return find(Topics.EVENTS_RAW, part);
    }

    /** The dead letter with this in its bytes. */
    DeadLetter deadLetter(String part) {
        return DeadLetter.from(find(Topics.DEAD_LETTERS, part));
    }

    static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), UTF_8);
    }

    /** A header of a record; {@code "null"} when it is not there. */
    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return "" + IngestHeaders.text(record.headers(), name);
    }

    static String pipeline(ConsumerRecord<byte[], byte[]> record) {
        return header(record, IngestHeaders.PIPELINE);
    }

    static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }
}
