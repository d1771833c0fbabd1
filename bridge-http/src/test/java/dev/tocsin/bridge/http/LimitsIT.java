package dev.tocsin.bridge.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.TopicSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Slow and idle senders: their limits. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsIT {
    private EmbeddedKafka kafka;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        kafka = EmbeddedKafka.start(directory, 0);
        TopicSetup.create(kafka.bootstrapServers());
    }

    @AfterAll
    void stop() {
        kafka.close();
    }

    @Test
    void endsAConnectionOnWhichNothingComes() throws IOException {
        try (IngestServer server = bridge(Map.of("TOCSIN_HTTP_IDLE_TIMEOUT_MS", "300"));
                Socket idle = connect(server)) {
            assertThat(idle.getInputStream().read()).isNegative();
        }
    }

    @Test
    void answers408ToASenderThatStopsInTheMiddle() throws IOException {
        try (IngestServer server = bridge(Map.of("TOCSIN_HTTP_IDLE_TIMEOUT_MS", "300"));
                Socket stopping = connect(server)) {
            write(
                    stopping,
                    "POST /events HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{\"a\"");

            assertThat(new String(stopping.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void letsAConnectionWaitBeyondTheLimitUntilAnotherEnds() throws Exception {
        try (IngestServer server = bridge(Map.of("TOCSIN_HTTP_MAX_CONNECTIONS", "2"));
                Socket one = connect(server);
                Socket two = connect(server)) {
            assertThat(exchange(one, "GET /status")).contains("200");
            assertThat(exchange(two, "GET /status")).contains("200");

            try (Socket third = connect(server)) {
                CompletableFuture<String> answer =
                        CompletableFuture.supplyAsync(() -> exchange(third, "GET /status"));
                await().during(Duration.ofMillis(500)).until(() -> !answer.isDone());
                one.shutdownOutput();

                assertThat(answer.get()).contains("200");
            }
        }
    }

    @Test
    void refusesHeadersBeyondTheLimit() throws IOException {
        try (IngestServer server = bridge(Map.of("TOCSIN_HTTP_MAX_HEADER_BYTES", "2048"));
                IngestClient client = new IngestClient(server.port())) {
            assertThat(client.post("/events", "{}", "X-Long", "x".repeat(2048)).status())
                    .isEqualTo(431);
            assertThat(client.post("/events", "{}", "X-Long", "x".repeat(1024)).status())
                    .isEqualTo(200);
        }
    }

    private IngestServer bridge(Map<String, String> more) throws IOException {
        Map<String, String> env = new HashMap<>(more);
        env.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        env.put("TOCSIN_HTTP_PORT", "0");
        env.put("TOCSIN_INGEST_OPEN", "true");
        return IngestServer.start(HttpConfig.from(env));
    }

    private static Socket connect(IngestServer server) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.port());
    }

    private static String exchange(Socket socket, String line) {
        try {
            write(socket, line + " HTTP/1.1\r\nHost: a\r\n\r\n");
            byte[] bytes = new byte[4096];
            int count = socket.getInputStream().read(bytes);
            return count < 0 ? "" : new String(bytes, 0, count, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }
}
