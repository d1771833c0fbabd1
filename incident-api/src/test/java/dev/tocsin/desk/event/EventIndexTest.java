package dev.tocsin.desk.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventIndexTest {
    private final List<String> requests = new ArrayList<>();
    private HttpServer server;
    private EventIndex index;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        index =
                new EventIndex(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"),
                        "Basic eDp5");
    }

    @AfterEach
    void stop() {
        index.close();
        server.stop(0);
    }

    @Test
    void searchesWithALimitOfTimeAndItsCredentials() throws Exception {
        answer(200, "{\"hits\":{\"hits\":[]}}");

        assertThat(index.search(Json.object().put("size", 1)).path("hits").path("hits")).isEmpty();
        assertThat(requests)
                .containsExactly(
                        "Basic eDp5 /tocsin-events-*/_search {\"size\":1,\"timeout\":\"10000ms\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "400, 400, too many clauses",
        "401, 503, ELASTICSEARCH_API_KEY",
        "403, 503, ELASTICSEARCH_API_KEY",
        "429, 503, Try again",
        "500, 503, Try again",
        "503, 503, Try again",
    })
    void turnsWhatFailsIntoAProblem(int answered, int status, String detail) {
        answer(answered, "{\"error\":{\"root_cause\":[{\"reason\":\"too many clauses\"}]}}");

        ProblemException problem = problem();

        assertThat(problem.problem().status()).isEqualTo(status);
        assertThat(problem.problem().detail()).contains("Expected").contains(detail);
    }

    @Test
    void boundsTheReasonThatItPassesOn() {
        answer(400, "{\"error\":{\"reason\":\"%s\"}}".formatted("x".repeat(5_000)));

        assertThat(problem().problem().detail()).hasSizeLessThan(500);
    }

    @Test
    void saysThatNobodyAnswers() {
        server.stop(0);

        assertThat(problem().problem().status()).isEqualTo(503);
    }

    @Test
    void saysThatTheAnswerIsNoJson() {
        answer(200, "<html>");

        assertThat(problem().problem().status()).isEqualTo(503);
    }

    @Test
    void readsNoMoreThanItsLimit() {
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    try (OutputStream out = exchange.getResponseBody()) {
                        byte[] much = new byte[1024 * 1024];
                        for (int i = 0; i <= EventIndex.MAX_ANSWER_BYTES / much.length; i++) {
                            out.write(much);
                        }
                    } catch (IOException _) {
                        // It does not read to the end, as it should.
                    }
                });

        ProblemException problem = problem();

        assertThat(problem.problem().status()).isEqualTo(400);
        assertThat(problem.problem().detail()).contains("limit").contains("Ask for fewer");
    }

    private ProblemException problem() {
        return catchThrowableOfType(
                ProblemException.class, () -> index.search(Json.object().put("size", 1)));
    }

    private void answer(int status, String body) {
        server.createContext(
                "/",
                exchange -> {
                    requests.add(
                            exchange.getRequestHeaders().getFirst("Authorization")
                                    + " "
                                    + exchange.getRequestURI().getPath()
                                    + " "
                                    + new String(
                                            exchange.getRequestBody().readAllBytes(),
                                            StandardCharsets.UTF_8));
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
    }
}
