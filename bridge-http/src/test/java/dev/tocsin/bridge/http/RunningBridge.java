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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A bridge over a real broker, and one sender with a token. */
final class RunningBridge implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final EmbeddedKafka kafka;
    private final IngestServer server;
    private final IngestClient client;

    private RunningBridge(EmbeddedKafka kafka, IngestServer server) {
        this.kafka = kafka;
        this.server = server;
        this.client = new IngestClient(server.port());
    }

    /** Starts both; a body has at most 2,000,000 bytes, an event 1,000,000. */
    static RunningBridge start(Path directory) throws IOException {
        EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0);
        TopicSetup.create(kafka.bootstrapServers());
        return new RunningBridge(
                kafka,
                IngestServer.start(
                        HttpConfig.from(
                                Map.of(
                                        "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                                        "TOCSIN_HTTP_PORT", "0",
                                        "TOCSIN_INGEST_TOKENS", "web=token-of-web",
                                        "TOCSIN_INGEST_MAX_EVENTS_PER_BODY", "5000",
                                        "TOCSIN_INGEST_MAX_BODY_BYTES", "2000000"))));
    }

    /** One whose Kafka is not there, open to anyone. */
    static IngestServer withoutKafka() throws IOException {
        return IngestServer.start(
                HttpConfig.from(
                        Map.of(
                                "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1",
                                "TOCSIN_HTTP_PORT", "0",
                                "TOCSIN_INGEST_OPEN", "true",
                                "TOCSIN_INGEST_DELIVERY_TIMEOUT_MS", "1500")));
    }

    IngestServer server() {
        return server;
    }

    /** Sends with no other headers than these. */
    Answer bare(String method, String path, byte[] body, String... headers) {
        return client.send(method, path, body, headers);
    }

    /** Posts as the source {@code web}. */
    Answer post(String path, byte[] body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Authorization", "Bearer token-of-web"));
        return client.send("POST", path, body, all.toArray(String[]::new));
    }

    /** The raw record with this in its value. */
    ConsumerRecord<byte[], byte[]> raw(String part) {
        return find(Topics.EVENTS_RAW, part);
    }

    /** The dead letter with this in its bytes. */
    DeadLetter deadLetter(String part) {
        return DeadLetter.from(find(Topics.DEAD_LETTERS, part));
    }

    private ConsumerRecord<byte[], byte[]> find(Topic topic, String part) {
        try (TopicReader reader = new TopicReader(kafka.bootstrapServers(), topic.name())) {
            return await().atMost(SOON)
                    .until(
                            () ->
                                    reader.poll().stream()
                                            .filter(record -> text(record).contains(part))
                                            .toList(),
                            records -> !records.isEmpty())
                    .getFirst();
        }
    }

    static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), UTF_8);
    }

    static String pipeline(ConsumerRecord<byte[], byte[]> record) {
        return "" + IngestHeaders.text(record.headers(), IngestHeaders.PIPELINE);
    }

    static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        client.close();
        server.close();
        kafka.close();
    }
}
