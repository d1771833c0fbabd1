package dev.tocsin.bridge.http;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.HEAD;
import static io.javalin.http.HandlerType.PATCH;
import static io.javalin.http.HandlerType.POST;
import static io.javalin.http.HandlerType.PUT;
import static java.util.stream.Collectors.joining;

import dev.tocsin.bridge.EventGateway;
import dev.tocsin.json.Json;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which path does what. */
final class Routes {
    private static final List<HandlerType> METHODS = List.of(GET, HEAD, POST, PUT, PATCH, DELETE);

    private final EventGateway gateway;
    private final Authentication authentication;

    Routes(EventGateway gateway, Authentication authentication) {
        this.gateway = gateway;
        this.authentication = authentication;
    }

    void addTo(RoutesConfig routes) {
        events(routes, "/events", _ -> null);
        events(routes, "/nxlog", _ -> "nxlog");
        events(routes, "/cef", _ -> "cef");
        events(routes, "/custom/{app}", ctx -> "custom/" + ctx.pathParam("app"));
        operations(routes);
        Unrouted.addTo(routes);
    }

    private void events(
            RoutesConfig routes, String path, Function<Context, @Nullable String> pipeline) {
        door(routes, new EventsHandler(gateway, pipeline), List.of(POST, PUT), path);
    }

    /** Opens a door; methods that are not its own are refused in its protocol's words. */
    private void door(
            RoutesConfig routes,
            ProtocolHandler protocol,
            List<HandlerType> methods,
            String... paths) {
        Intake intake = new Intake(gateway, authentication, protocol);
        String allow = methods.stream().map(HandlerType::name).collect(joining(", "));
        for (String path : paths) {
            for (HandlerType method : METHODS) {
                routes.addHttpHandler(
                        method,
                        path,
                        methods.contains(method)
                                ? intake
                                : ctx -> protocol.refuse(ctx, wrongMethod(ctx, allow)));
            }
        }
    }

    private static Problem wrongMethod(Context ctx, String allow) {
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
        routes.get(
                "/metrics",
                ctx -> ctx.contentType("text/plain; version=0.0.4").result(gateway.prometheus()));
    }

    private void ready(Context ctx) {
        boolean ready = gateway.healthy();
        ctx.status(ready ? 200 : 503).result(ready ? "ready\n" : "not ready\n");
    }
}
