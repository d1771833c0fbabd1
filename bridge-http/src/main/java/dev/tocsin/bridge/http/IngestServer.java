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
 * The running HTTP bridge: HTTP/1.1 with keep-alive, a virtual thread per request. Close it to stop
 * taking requests, answer what is under way, and let go of Kafka.
 */
public final class IngestServer implements AutoCloseable {
    private static final long STOP_MS = 20_000;

    private final Javalin javalin;
    private final EventGateway gateway;
    private final TokenFollower tokens;
    private final @Nullable OpsServer ops;

    private IngestServer(
            Javalin javalin, EventGateway gateway, TokenFollower tokens, @Nullable OpsServer ops) {
        this.javalin = javalin;
        this.gateway = gateway;
        this.tokens = tokens;
        this.ops = ops;
    }

    /**
     * Starts listening. Does not wait for Kafka: until it is there, events are answered 503.
     *
     * @throws IOException when a port is taken; the message names it
     */
    public static IngestServer start(HttpConfig config) throws IOException {
        EventGateway gateway = EventGateway.open(config.gateway(), "bridge-http");
        TokenBook book = new TokenBook(InstantSource.system());
        TokenFollower tokens = TokenFollower.start(config.gateway().kafka(), book);
        OpsServer ops = null;
        try {
            ops = ops(config, gateway);
            Javalin javalin = listen(config, gateway, book);
            return new IngestServer(javalin, gateway, tokens, ops);
        } catch (IOException e) {
            if (ops != null) {
                ops.close();
            }
            tokens.close();
            gateway.close();
            throw e;
        }
    }

    private static Javalin listen(HttpConfig config, EventGateway gateway, TokenBook book)
            throws IOException {
        Routes routes =
                new Routes(
                        gateway,
                        new Authentication(config.tokens(), book, config.open()),
                        config.splunkAcks());
        try {
            return Javalin.create(javalin -> configure(javalin, routes))
                    .start(config.host(), config.port());
        } catch (JavalinBindException e) {
            throw new IOException(
                    "Expected to listen on %s:%d, but: %s. Stop what listens there, or set TOCSIN_HTTP_PORT to another port"
                            .formatted(config.host(), config.port(), e.getMessage()),
                    e);
        }
    }

    private static void configure(JavalinConfig config, Routes routes) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.prefer405over404 = true;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jetty.modifyServer(server -> server.setStopTimeout(STOP_MS));
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        routes.addTo(config.routes);
    }

    private static @Nullable OpsServer ops(HttpConfig config, EventGateway gateway)
            throws IOException {
        return config.opsPort() < 0
                ? null
                : OpsServer.start(
                        config.host(), config.opsPort(), gateway::healthy, gateway::prometheus);
    }

    /** The port that it listens on. */
    public int port() {
        return javalin.port();
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
        javalin.stop();
        if (ops != null) {
            ops.close();
        }
        tokens.close();
        gateway.close();
    }
}
