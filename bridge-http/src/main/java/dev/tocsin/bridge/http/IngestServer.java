package dev.tocsin.bridge.http;

import dev.tocsin.bridge.EventGateway;
import dev.tocsin.bridge.GatewayMetrics;
import dev.tocsin.bridge.OpsServer;
import dev.tocsin.bridge.token.TokenBook;
import dev.tocsin.bridge.token.TokenFollower;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The running HTTP bridge: HTTP/1.1 and HTTP/2, a virtual thread per request. Close it to stop
 * taking requests, answer what is under way, and let go of Kafka.
 */
public final class IngestServer implements AutoCloseable {
    private static final long STOP_MS = 20_000;

    private final HttpConfig config;
    private final EventGateway gateway;
    private final TokenBook book = new TokenBook(InstantSource.system());
    private final Refusals refusals = new Refusals();
    private final TokenFollower tokens;
    private @Nullable OpsServer ops;
    private @Nullable Listener listener;
    private @Nullable Javalin javalin;

    private IngestServer(HttpConfig config) {
        this.config = config;
        this.gateway = EventGateway.open(config.gateway(), "bridge-http");
        this.tokens = TokenFollower.start(config.gateway().kafka(), book);
    }

    /**
     * Starts listening. Does not wait for Kafka: until it is there, events are answered 503.
     *
     * @throws IOException when a port is taken or a TLS file cannot be used; the message names it
     */
    public static IngestServer start(HttpConfig config) throws IOException {
        IngestServer server = new IngestServer(config);
        boolean started = false;
        try {
            server.open();
            started = true;
        } finally {
            if (!started) {
                server.close();
            }
        }
        return server;
    }

    private void open() throws IOException {
        if (config.opsPort() >= 0) {
            ops = OpsServer.start(config.host(), config.opsPort(), this::ready, this::prometheus);
        }
        Listener opened = Listener.of(config);
        listener = opened;
        Authentication authentication =
                new Authentication(config.tokens(), book, config.tls().subjects(), config.open());
        Routes routes = new Routes(gateway, authentication, config, this::ready, refusals);
        try {
            javalin = Javalin.create(made -> configure(made, opened, routes)).start();
        } catch (JavalinBindException e) {
            throw new IOException(
                    "Expected to listen on %s:%d, but: %s. Stop what listens there, or set TOCSIN_HTTP_PORT to another port"
                            .formatted(config.host(), config.port(), e.getMessage()),
                    e);
        }
    }

    private static void configure(JavalinConfig config, Listener listener, Routes routes) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.prefer405over404 = true;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jetty.modifyServer(server -> server.setStopTimeout(STOP_MS));
        listener.addTo(config);
        routes.addTo(config.routes);
    }

    /** The port that it listens on. */
    public int port() {
        return javalin == null ? -1 : javalin.port();
    }

    /** The port of health and metrics, or -1 when they have none of their own. */
    public int opsPort() {
        return ops == null ? -1 : ops.port();
    }

    /**
     * Whether it can answer senders: it listens and has read the tokens once. Kafka may be away:
     * then senders are told to come again, which they would not be if nothing listened.
     */
    public boolean ready() {
        return book.isLoaded();
    }

    private String prometheus() {
        return gateway.prometheus() + refusals.prometheus();
    }

    /** Whether events can be taken now: Kafka answers and has the topics. May wait for seconds. */
    public boolean healthy() {
        return gateway.healthy();
    }

    /** Its counters. */
    public GatewayMetrics metrics() {
        return gateway.metrics();
    }

    @Override
    public void close() {
        if (javalin != null) {
            javalin.stop();
        }
        if (listener != null) {
            listener.close();
        }
        if (ops != null) {
            ops.close();
        }
        tokens.close();
        gateway.close();
    }
}
