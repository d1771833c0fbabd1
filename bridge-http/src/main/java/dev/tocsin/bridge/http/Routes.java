package dev.tocsin.bridge.http;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.HEAD;
import static io.javalin.http.HandlerType.OPTIONS;
import static io.javalin.http.HandlerType.PATCH;
import static io.javalin.http.HandlerType.POST;
import static io.javalin.http.HandlerType.PUT;
import static java.util.stream.Collectors.joining;

import dev.tocsin.bridge.EventGateway;
import dev.tocsin.bridge.http.cloudevents.CloudEventsHandler;
import dev.tocsin.bridge.http.elasticsearch.ElasticsearchRoutes;
import dev.tocsin.bridge.http.gelf.GelfHandler;
import dev.tocsin.bridge.http.loki.LokiHandler;
import dev.tocsin.bridge.http.otlp.OtlpHandler;
import dev.tocsin.bridge.http.splunk.SplunkRoutes;
import dev.tocsin.json.Json;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which path does what. */
final class Routes {
    private static final List<HandlerType> METHODS =
            List.of(GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS);

    private final EventGateway gateway;
    private final Authentication authentication;
    private final HttpConfig config;
    private final BooleanSupplier ready;
    private final Refusals refusals;
    private final RestOfBody rest;

    /**
     * @param ready whether the bridge can answer senders
     * @param refusals counts the requests that no door takes
     */
    Routes(
            EventGateway gateway,
            Authentication authentication,
            HttpConfig config,
            BooleanSupplier ready,
            Refusals refusals) {
        this.refusals = refusals;
        this.gateway = gateway;
        this.authentication = authentication;
        this.config = config;
        this.ready = ready;
        this.rest = new RestOfBody(config.limits(), gateway.config().maxBodyBytes());
    }

    void addTo(RoutesConfig routes) {
        events(routes, "/events", _ -> null);
        events(routes, "/nxlog", _ -> "nxlog");
        events(routes, "/cef", _ -> "cef");
        events(routes, "/custom/{app}", ctx -> "custom/" + ctx.pathParam("app"));
        posts(routes, new OtlpHandler(gateway), "/v1/logs");
        posts(routes, new LokiHandler(gateway), "/loki/api/v1/push", "/api/prom/push");
        posts(routes, new GelfHandler(gateway), "/gelf");
        CloudEventsHandler cloudEvents = new CloudEventsHandler(gateway);
        open(routes, new DoorRoute(cloudEvents, List.of(POST, OPTIONS), List.of("/cloudevents")));
        open(routes, SplunkRoutes.of(gateway, config.splunkAcks()));
        operations(routes);
        // Last: any first step of a path may be the name of an index.
        open(routes, ElasticsearchRoutes.of(gateway));
        new Unrouted(rest).addTo(routes);
    }

    private void events(
            RoutesConfig routes, String path, Function<Context, @Nullable String> pipeline) {
        EventsHandler handler = new EventsHandler(gateway, pipeline);
        open(routes, new DoorRoute(handler, List.of(POST, PUT), List.of(path)));
    }

    private void posts(RoutesConfig routes, ProtocolHandler handler, String... paths) {
        open(routes, new DoorRoute(handler, List.of(POST), List.of(paths)));
    }

    private void open(RoutesConfig routes, List<DoorRoute> doors) {
        doors.forEach(door -> open(routes, door));
    }

    /** Opens a door; methods that are not its own are refused in its protocol's words. */
    private void open(RoutesConfig routes, DoorRoute door) {
        Intake intake = new Intake(gateway, authentication, door.handler(), rest, refusals);
        for (String path : door.paths()) {
            for (HandlerType method : METHODS) {
                routes.addHttpHandler(
                        method,
                        path,
                        door.methods().contains(method) ? intake : ctx -> refuseMethod(ctx, door));
            }
        }
    }

    private void refuseMethod(Context ctx, DoorRoute door) {
        rest.discard(ctx);
        door.handler().refuse(ctx, wrongMethod(ctx, door));
    }

    private static Problem wrongMethod(Context ctx, DoorRoute door) {
        String allow = door.methods().stream().map(HandlerType::name).collect(joining(", "));
        return Problem.methodNotAllowed("Expected " + allow + ", but found " + ctx.method(), allow);
    }

    private void operations(RoutesConfig routes) {
        routes.get(
                "/status",
                ctx ->
                        Answers.json(
                                ctx, Json.object().put("status", "ok").put("service", "loginput")));
        routes.get("/test", ctx -> ctx.result(""));
        routes.get("/healthz", ctx -> ctx.result("ok\n"));
        routes.get("/readyz", this::ready);
        if (config.opsPort() < 0) {
            routes.get(
                    "/metrics",
                    ctx ->
                            ctx.contentType("text/plain; version=0.0.4")
                                    .result(gateway.prometheus() + refusals.prometheus()));
        }
    }

    private void ready(Context ctx) {
        boolean now = ready.getAsBoolean();
        ctx.status(now ? 200 : 503).result(now ? "ready\n" : "not ready\n");
    }
}
