package dev.tocsin.desk;

import dev.tocsin.desk.http.Body;
import dev.tocsin.desk.http.EarlyFaults;
import dev.tocsin.desk.http.Faults;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.http.RouteTable;
import dev.tocsin.desk.http.SecurityHeaders;
import dev.tocsin.desk.store.DeskStore;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.util.JavalinBindException;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The incident desk with its HTTP server. {@link #start} returns when it serves; several can run
 * beside each other on the same Kafka and document store.
 */
public final class DeskServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeskServer.class);
    private static final String ROUTE = "tocsin.route";

    private final Desk desk;
    private final DeskListener listener;
    private final Javalin http;

    private DeskServer(Desk desk, DeskListener listener, Javalin http) {
        this.desk = desk;
        this.listener = listener;
        this.http = http;
    }

    /**
     * Connects to Kafka and the document store, starts reading alerts, and serves.
     *
     * @throws com.mongodb.MongoException when the document store does not answer
     * @throws IllegalStateException when the port is taken or a TLS file cannot be used; the
     *     message names it
     */
    public static DeskServer start(ApiConfig config) throws InterruptedException {
        return start(config, InstantSource.system());
    }

    static DeskServer start(ApiConfig config, InstantSource clock) throws InterruptedException {
        DeskStore store = DeskStore.open(config.mongoUri());
        Desk desk = new Desk(config, store, clock);
        DeskListener listener = null;
        boolean serving = false;
        try {
            if (!desk.start()) {
                LOG.warn(
                        "Expected the topics of alerts and changes at {}, but they are not there yet; the stream waits for them",
                        config.kafka().bootstrapServers());
            }
            DeskListener opened = DeskListener.of(config);
            listener = opened;
            Javalin http = Javalin.create(javalin -> configure(javalin, desk, opened, config));
            listen(http, config);
            desk.listensAt(http.port());
            serving = true;
            LOG.info("The API listens at {}://{}:{}/", opened.scheme(), config.host(), http.port());
            return new DeskServer(desk, opened, http);
        } finally {
            if (!serving) {
                if (listener != null) {
                    listener.close();
                }
                desk.close();
            }
        }
    }

    /** Where it listens. */
    public int port() {
        return http.port();
    }

    /** Whether the store answers and the topics are being read. */
    public boolean healthy() {
        return desk.isReady();
    }

    @Override
    public void close() {
        desk.endReaders();
        http.stop();
        listener.close();
        desk.close();
    }

    RouteTable routes() {
        return desk.routes();
    }

    private static void listen(Javalin http, ApiConfig config) {
        try {
            http.start(config.host(), config.port());
        } catch (JavalinBindException e) {
            throw new IllegalStateException(
                    "Expected to listen at "
                            + config.host()
                            + ":"
                            + config.port()
                            + ", but something else does. Set TOCSIN_API_PORT to another port",
                    e);
        }
    }

    private static void answered(Desk desk, Context ctx, double ms) {
        String handled = ctx.attribute(ROUTE);
        String path = handled == null ? desk.routes().route(ctx.path()) : handled;
        desk.metrics().answered(ctx.method().name(), path, ctx.statusCode(), ms);
    }

    /** The handler of a route, which leaves the route for {@link #answered}. */
    private static Handler handler(Desk desk, Route route) {
        Handler guarded = desk.gate().guard(route);
        return ctx -> {
            ctx.attribute(ROUTE, route.path());
            guarded.handle(ctx);
        };
    }

    private static void configure(
            JavalinConfig javalin, Desk desk, DeskListener listener, ApiConfig config) {
        javalin.concurrency.useVirtualThreads = true;
        javalin.startup.showJavalinBanner = false;
        javalin.startup.showOldJavalinVersionWarning = false;
        javalin.startup.startupWatcherEnabled = false;
        javalin.http.maxRequestSize = Body.MAX_BYTES;
        javalin.http.prefer405over404 = true;
        javalin.http.defaultContentType = "application/json";
        javalin.jetty.modifyServer(server -> server.setErrorHandler(new EarlyFaults()));
        javalin.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        listener.addTo(javalin);
        javalin.requestLogger.http((ctx, ms) -> answered(desk, ctx, ms));
        javalin.routes.before(new SecurityHeaders(config.tls()));
        new Faults(desk.routes()).install(javalin.routes);
        for (Route route : desk.routes().routes()) {
            Handler handler = handler(desk, route);
            javalin.routes.addHttpHandler(route.method(), route.path(), handler);
            if (route.method().equals(HandlerType.GET)) {
                javalin.routes.addHttpHandler(HandlerType.HEAD, route.path(), handler);
            }
        }
        ConsoleFiles.install(javalin);
    }
}
