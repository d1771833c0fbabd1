package dev.tocsin.desk;

import static dev.tocsin.desk.TestAlerts.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.AlertJson;
import dev.tocsin.json.Json;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Many readers, and slow ones. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamLoadIT {
    private static final int READERS = 500;
    private static final int KEYS = 10;
    private static final int LARGE = 200_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private DeskDriver desk;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
    }

    @AfterAll
    void stop() {
        http.shutdownNow();
        desk.close();
    }

    @Test
    void tellsFiveHundredReadersAtOnceOfEveryAlert() throws Exception {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            keys.add(key("many-" + i));
        }
        List<Follower> readers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Follower>> coming = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                String key = keys.get(i % KEYS);
                coming.add(threads.submit(() -> new Follower(http, stream(), key)));
            }
            for (Future<Follower> one : coming) {
                readers.add(one.get());
            }
            for (int i = 0; i < 20; i++) {
                desk.send(alert("many-" + i));
            }

            for (Follower reader : readers) {
                reader.await(_ -> true, "alert", 20);
                assertThat(reader.seen("alert").stream().map(s -> s.data().path("id").asText()))
                        .doesNotHaveDuplicates()
                        .hasSize(20);
                assertThat(reader.connections()).isEqualTo(1);
            }
            assertThat(metric("tocsin_desk_stream_clients")).isEqualTo(READERS);
        } finally {
            for (Follower reader : readers) {
                reader.close();
            }
        }
        await().atMost(Duration.ofSeconds(40))
                .until(() -> metric("tocsin_desk_stream_clients") == 0);
    }

    @Test
    void tellsASlowReaderToResynchronizeAndCutsItOff() throws Exception {
        long before = metric("tocsin_desk_stream_resyncs_total");
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), desk.server().port()));
            // What is read to its end ends with the answer, not when the connection has been idle.
            socket.getOutputStream()
                    .write(
                            ("GET /api/v1/stream HTTP/1.1\r\nHost: desk\r\nConnection: close\r\nAuthorization: Bearer "
                                            + DeskDriver.ADMIN
                                            + "\r\n\r\n")
                                    .getBytes(StandardCharsets.UTF_8));
            BufferedReader lines =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            awaitLine(lines, "event: hello");
            int sent = sendUntilItIsTooMuch(before);

            List<String> rest = lines.lines().filter(line -> line.length() < 500).toList();

            assertThat(rest).contains("event: resync", "data: {\"reason\":\"slow\"}", ": end");
            assertThat(rest.stream().filter("event: alert"::equals)).hasSizeLessThan(sent);
            String id = rest.get(rest.indexOf("event: resync") - 1).substring("id: ".length());
            continuesAfter(id);
        }
    }

    /** What came after the resynchronization is told to who comes back. */
    private void continuesAfter(String id) {
        desk.send(alert("after-the-cut"));
        try (Listener listener = desk.admin().listen(id)) {
            await().atMost(Duration.ofSeconds(10))
                    .until(
                            () ->
                                    listener.messages("alert").stream()
                                            .anyMatch(
                                                    m ->
                                                            m.data()
                                                                    .path("id")
                                                                    .asText()
                                                                    .equals("after-the-cut")));
            assertThat(listener.messages("resync")).isEmpty();
        }
    }

    private int sendUntilItIsTooMuch(long before) {
        String filler = "x".repeat(LARGE);
        int sent = 0;
        while (sent < 400 && metric("tocsin_desk_stream_resyncs_total") == before) {
            String id = "large-" + sent++;
            ObjectNode json = AlertJson.write(alert(id));
            json.put("message", filler);
            desk.send(id, Json.bytes(json));
        }
        assertThat(metric("tocsin_desk_stream_resyncs_total")).isEqualTo(before + 1);
        return sent;
    }

    @Test
    void boundsTheStreamsOfOneCaller() throws Exception {
        String key = key("greedy");
        List<Follower> readers = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                readers.add(new Follower(http, stream(), key));
            }

            Answer refused =
                    desk.nobody().with("Authorization", "Bearer " + key).get("/api/v1/stream");

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.text()).contains("at most 100 live streams of greedy");
        } finally {
            for (Follower reader : readers) {
                reader.close();
            }
        }
    }

    private static void awaitLine(BufferedReader lines, String wanted) throws Exception {
        String line = lines.readLine();
        while (!wanted.equals(line)) {
            line = lines.readLine();
        }
    }

    private String key(String name) {
        Answer made =
                desk.admin()
                        .post(
                                "/api/v1/keys",
                                "{\"name\":\"%s\",\"role\":\"viewer\"}".formatted(name));
        return String.valueOf(made.text("key"));
    }

    private long metric(String name) {
        return desk.metric(desk.server(), name);
    }

    private String stream() {
        return "http://127.0.0.1:" + desk.server().port() + "/api/v1/stream";
    }
}
