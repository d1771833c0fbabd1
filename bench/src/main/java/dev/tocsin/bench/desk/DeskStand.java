package dev.tocsin.bench.desk;

import dev.tocsin.desk.ApiConfig;
import dev.tocsin.desk.DeskServer;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.embedded.EmbeddedDocumentStore;
import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.TopicSetup;
import dev.tocsin.embedded.Trees;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** A desk on an embedded store and broker, and a caller who may do everything. */
final class DeskStand implements AutoCloseable {
    private static final Duration STORED_WITHIN = Duration.ofMinutes(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration ANSWERED_WITHIN = Duration.ofMinutes(1);
    private static final Duration IMPORTED_WITHIN = Duration.ofMinutes(20);

    private final String key = UUID.randomUUID().toString();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path directory;
    private final EmbeddedKafka kafka;
    private final EmbeddedDocumentStore store;
    private final DeskServer server;

    private DeskStand(Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        TopicSetup.create(kafka.bootstrapServers());
        store = EmbeddedDocumentStore.start(directory.resolve("store"), 0);
        server =
                DeskServer.start(
                        ApiConfig.from(
                                Map.of(
                                        "TOCSIN_API_PORT",
                                        "0",
                                        "MONGODB_URI",
                                        store.uri(),
                                        "KAFKA_BOOTSTRAP_SERVERS",
                                        kafka.bootstrapServers(),
                                        "TOCSIN_API_KEY",
                                        key)));
    }

    static DeskStand start() throws IOException, InterruptedException {
        return new DeskStand(Files.createTempDirectory("tocsin-bench-desk"));
    }

    /** Sends alerts by their topic, and waits until the desk has stored them all. */
    void store(int alerts) throws IOException, InterruptedException {
        try (AlertSender sender = sender()) {
            for (int i = 0; i < alerts; i++) {
                sender.send(StoredAlerts.alert(i));
            }
        }
        awaitStored(alerts);
    }

    /** Someone who sends alerts by their topic. */
    AlertSender sender() {
        return new AlertSender(kafka.bootstrapServers());
    }

    /** The answer to a GET as it comes. */
    HttpResponse<InputStream> open(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(path)).headers(authorization()).build();
        return http.send(request, BodyHandlers.ofInputStream());
    }

    HttpResponse<byte[]> post(String path, String type, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri(path))
                        .timeout(IMPORTED_WITHIN)
                        .headers(authorization())
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
        return http.send(request, BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> patch(String path, String etag, String body)
            throws IOException, InterruptedException {
        HttpRequest request =
                request(path)
                        .header("If-Match", etag)
                        .header("Content-Type", "application/merge-patch+json")
                        .method("PATCH", BodyPublishers.ofString(body))
                        .build();
        return http.send(request, BodyHandlers.ofByteArray());
    }

    /** Fails on any other answer: a refusal is fast and measures nothing. */
    static void require(int status, HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() != status) {
            throw new IOException(
                    "Expected %d of %s, but found %d: %s"
                            .formatted(
                                    status,
                                    answer.uri(),
                                    answer.statusCode(),
                                    new String(answer.body(), StandardCharsets.UTF_8)));
        }
    }

    @Override
    public void close() throws IOException {
        http.shutdownNow();
        server.close();
        store.close();
        kafka.close();
        Trees.delete(directory);
    }

    private void awaitStored(int alerts) throws IOException, InterruptedException {
        long until = System.nanoTime() + STORED_WITHIN.toNanos();
        try (DeskStore documents = DeskStore.open(store.uri())) {
            long found = 0;
            while (System.nanoTime() < until) {
                found = documents.alerts().countDocuments();
                if (found == alerts) {
                    return;
                }
                Thread.sleep(LOOK_EVERY);
            }
            throw new IOException("Expected " + alerts + " stored alerts, but found " + found);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(ANSWERED_WITHIN).headers(authorization());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private String[] authorization() {
        return new String[] {"Authorization", "Bearer " + key};
    }
}
