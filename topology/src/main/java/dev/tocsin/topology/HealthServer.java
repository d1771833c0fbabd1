package dev.tocsin.topology;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code GET /healthz}, {@code /readyz}, {@code /metrics} for whoever watches the process. */
final class HealthServer implements AutoCloseable {
    private final HttpServer server;

    private HealthServer(HttpServer server) {
        this.server = server;
    }

    static HealthServer start(
            String host,
            int port,
            BooleanSupplier healthy,
            BooleanSupplier ready,
            Supplier<List<String>> warnings,
            Supplier<String> metrics) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
            server.createContext(
                    "/healthz",
                    exchange -> state(exchange, healthy.getAsBoolean(), warnings.get()));
            server.createContext(
                    "/readyz", exchange -> state(exchange, ready.getAsBoolean(), warnings.get()));
            server.createContext("/metrics", exchange -> answer(exchange, 200, metrics.get()));
            server.start();
            return new HealthServer(server);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Expected port %d on %s to be free, but: %s; set TOCSIN_TOPOLOGY_HEALTH_PORT"
                            .formatted(port, host, e.getMessage()),
                    e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** What is not as it should be and yet no reason to restart stands behind the first line. */
    private static void state(HttpExchange exchange, boolean good, List<String> warnings)
            throws IOException {
        StringBuilder text = new StringBuilder(good ? "ok\n" : "not ok\n");
        warnings.forEach(warning -> text.append("warning: ").append(warning).append('\n'));
        answer(exchange, good ? 200 : 503, text.toString());
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
