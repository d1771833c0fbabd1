package dev.tocsin.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What operators ask of a bridge, on a port of its own: {@code GET /healthz} (the process serves),
 * {@code /readyz} (it can do its work, else 503), {@code /metrics} (Prometheus' text format).
 */
public final class OpsServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads;

    private OpsServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts listening.
     *
     * @param port 0 for any
     * @throws IOException when the port is taken; the message names it
     */
    public static OpsServer start(
            String host, int port, BooleanSupplier ready, Supplier<String> metrics)
            throws IOException {
        HttpServer http = listen(host, port);
        http.createContext("/healthz", exchange -> answer(exchange, 200, "ok\n"));
        http.createContext("/readyz", exchange -> answerReady(exchange, ready.getAsBoolean()));
        http.createContext("/metrics", exchange -> answer(exchange, 200, metrics.get()));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        http.setExecutor(threads);
        http.start();
        return new OpsServer(http, threads);
    }

    private static HttpServer listen(String host, int port) throws IOException {
        try {
            return HttpServer.create(new InetSocketAddress(host, port), 0);
        } catch (IOException e) {
            throw new IOException(
                    "Expected to listen on "
                            + host
                            + ":"
                            + port
                            + ", but: "
                            + e.getMessage()
                            + ". Set another ops port",
                    e);
        }
    }

    private static void answerReady(HttpExchange exchange, boolean ready) throws IOException {
        answer(exchange, ready ? 200 : 503, ready ? "ready\n" : "not ready\n");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] bytes = text.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** The port that it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
