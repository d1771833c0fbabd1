package dev.tocsin.desk.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventLookupTest {
    private final List<String> requests = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void findsAnEventByItsId() throws Exception {
        answer(200, "{\"hits\":{\"hits\":[{\"_source\":{\"message\":\"found\"}}]}}");

        try (EventLookup events = lookup()) {
            assertThat(Objects.requireNonNull(events.find("a\"b")).path("message").asText())
                    .isEqualTo("found");
        }
        assertThat(requests.getFirst())
                .isEqualTo(
                        "Basic eDp5 /tocsin-events-*/_search {\"size\":1,\"query\":{\"ids\":{\"values\":[\"a\\\"b\"]}}}");
    }

    @Test
    void findsNothing() throws Exception {
        answer(200, "{\"hits\":{\"hits\":[]}}");

        try (EventLookup events = lookup()) {
            assertThat(events.find("none")).isNull();
        }
    }

    @Test
    void failsOnAnError() {
        answer(500, "{}");

        try (EventLookup events = lookup()) {
            assertThatIOException().isThrownBy(() -> events.find("any"));
        }
    }

    private EventLookup lookup() {
        return new EventLookup(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"),
                "Basic eDp5");
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
        server.start();
    }
}
