package dev.tocsin.bridge.http;

import dev.tocsin.bridge.EventGateway;
import dev.tocsin.json.Json;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which path does what. */
final class Routes {
    private static final String APP = "[A-Za-z0-9._-]{1,64}";

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
        EventsHandler handler = new EventsHandler(gateway, authentication, pipeline);
        for (HandlerType method : new HandlerType[] {HandlerType.POST, HandlerType.PUT}) {
            routes.addHttpHandler(method, path, ctx -> handle(ctx, handler));
        }
    }

    private static void handle(Context ctx, EventsHandler handler) throws Exception {
        String app = ctx.pathParamMap().get("app");
        if (app == null || app.matches(APP)) {
            handler.handle(ctx);
        } else {
            Answers.send(
                    ctx,
                    Problem.notFound(
                            "Expected /custom/<app> with 1 to 64 letters, digits, '.', '_', '-',"
                                    + " but found another name"));
        }
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
