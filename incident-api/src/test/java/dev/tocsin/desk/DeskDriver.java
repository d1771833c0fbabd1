package dev.tocsin.desk;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.AlertJson;
import dev.tocsin.embedded.EmbeddedDocumentStore;
import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.TopicSetup;
import dev.tocsin.json.Json;
import dev.tocsin.testkit.TopicReader;
import dev.tocsin.topic.KafkaAccess;
import dev.tocsin.topic.Topic;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A desk on a real broker and a document store: send alerts, call the API, listen. */
final class DeskDriver implements AutoCloseable {
    static final String ADMIN = "an-administrators-key-for-tests";

    private final EmbeddedKafka kafka;
    private final Path directory;
    private EmbeddedDocumentStore store;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Specification specification = new Specification();
    private final Producer<byte[], byte[]> producer;
    private final AtomicInteger names = new AtomicInteger();
    private DeskServer server;

    DeskDriver(Path directory) throws IOException, InterruptedException {
        this(directory, Map.of());
    }

    /**
     * @param settings of the desk, beside where its servers are
     */
    DeskDriver(Path directory, Map<String, String> settings)
            throws IOException, InterruptedException {
        this.directory = directory;
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        TopicSetup.create(kafka.bootstrapServers());
        store = EmbeddedDocumentStore.start(directory.resolve("store"), 0);
        producer = new KafkaClients(KafkaAccess.of(kafka.bootstrapServers())).producer();
        server = DeskServer.start(config(settings));
    }

    /** The settings of a desk on these servers. */
    ApiConfig config(Map<String, String> more) {
        return ApiConfig.from(environment(more));
    }

    /** The same, as a process gets them. */
    Map<String, String> environment(Map<String, String> more) {
        Map<String, String> env = new LinkedHashMap<>();
        env.put("TOCSIN_API_PORT", "0");
        env.put("MONGODB_URI", store.uri());
        env.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        env.put("TOCSIN_API_KEY", ADMIN);
        // Most tests make alerts that are like each other and want to see each of them.
        env.put("TOCSIN_API_FOLD_WINDOW", "PT0S");
        // A replica comes, and goes, when the others have heard of it: by their next heartbeat.
        env.put("KAFKA_CLIENT_HEARTBEAT_INTERVAL_MS", "100");
        env.putAll(more);
        return env;
    }

    DeskServer server() {
        return server;
    }

    String storeUri() {
        return store.uri();
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    Specification specification() {
        return specification;
    }

    /** Ends the desk and starts another one on the same data. */
    void restart() throws InterruptedException {
        server.close();
        server = DeskServer.start(config(Map.of()));
    }

    /** A caller without a key. */
    Caller nobody() {
        return nobody(server);
    }

    /** A caller of a certain replica, without a key. */
    Caller nobody(DeskServer replica) {
        return nobody(replica.port());
    }

    /** A caller of what listens on a port, without a key. */
    Caller nobody(int port) {
        return new Caller(http, "http://127.0.0.1:" + port, specification, Map.of());
    }

    /** The administrator. */
    Caller admin() {
        return admin(server);
    }

    /** The administrator, at a certain replica. */
    Caller admin(DeskServer replica) {
        return nobody(replica).with("Authorization", "Bearer " + ADMIN);
    }

    /** A caller with a new key of a role. */
    Caller caller(String role) {
        String name = role + "-" + names.incrementAndGet();
        Answer made =
                admin().post(
                                "/api/v1/keys",
                                "{\"name\":\"%s\",\"role\":\"%s\"}".formatted(name, role));
        return nobody().with("Authorization", "Bearer " + made.text("key"));
    }

    /** What a replica has counted under a name and its labels; 0 before there is any. */
    long metric(DeskServer replica, String name) {
        return nobody(replica)
                .get("/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
                .sum();
    }

    /** Puts an alert on its topic, as the topology does. */
    void send(Alert alert) {
        send(alert.id(), Json.bytes(AlertJson.write(alert)));
    }

    /** Puts any bytes on the topic of alerts. */
    void send(String key, byte[] value) {
        send(Topics.ALERTS, key, value);
    }

    /** Puts a record on a topic. */
    RecordMetadata send(Topic topic, String key, byte @Nullable [] value) {
        try {
            return producer.send(
                            new ProducerRecord<>(
                                    topic.name(), key.getBytes(StandardCharsets.UTF_8), value))
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts an alert on its topic and waits until the API has it. */
    Answer stored(Alert alert) {
        send(alert);
        return awaitRevision(alert.id(), alert.revision());
    }

    /** Waits until the API has at least that revision. */
    Answer awaitRevision(String id, int revision) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> admin().get("/api/v1/alerts/" + id),
                        answer ->
                                answer.status() == 200
                                        && Json.MAPPER.convertValue(
                                                        Json.at(
                                                                answer.json(),
                                                                "tocsin.alert.revision"),
                                                        Integer.class)
                                                >= revision);
    }

    /** Lets the topic of alerts forget everything, as its retention does in time. */
    void forgetAlerts() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
            for (int i = 0; i < Topics.ALERTS.partitions(); i++) {
                all.put(
                        new TopicPartition(Topics.ALERTS.name(), i),
                        RecordsToDelete.beforeOffset(-1));
            }
            admin.deleteRecords(all).all().get();
        }
    }

    /** Does something while the document store is away. */
    void withoutStore(Runnable what) throws IOException {
        store.close();
        try {
            what.run();
        } finally {
            store = EmbeddedDocumentStore.start(directory.resolve("store"), storePort());
        }
    }

    private int storePort() {
        return URI.create(store.uri()).getPort();
    }

    /** A reader of the topic of changes. */
    TopicReader changes() {
        return new TopicReader(kafka.bootstrapServers(), Topics.INCIDENT_CHANGES.name());
    }

    /** A reader of the tokens of senders. */
    TopicReader ingestTokens() {
        return new TopicReader(kafka.bootstrapServers(), Topics.INGEST_TOKENS.name());
    }

    /** A reader of the dead letters. */
    TopicReader deadLetters() {
        return new TopicReader(kafka.bootstrapServers(), Topics.DEAD_LETTERS.name());
    }

    @Override
    public void close() {
        server.close();
        producer.close();
        http.shutdownNow();
        store.close();
        kafka.close();
    }
}
