package dev.tocsin.desk.ops;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Probes, counters and the minimal status. */
public final class OpsHandler {
    private final DeskMetrics metrics;
    private final Map<String, BooleanSupplier> parts;

    /**
     * @param parts what must work for the API to be ready, by name
     */
    public OpsHandler(DeskMetrics metrics, Map<String, BooleanSupplier> parts) {
        this.metrics = metrics;
        this.parts = Map.copyOf(parts);
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                Route.get("/healthz", Access.PUBLIC, OpsHandler::alive),
                Route.get("/readyz", Access.PUBLIC, this::ready),
                Route.get("/metrics", Access.PUBLIC, this::metrics),
                Route.get("/api/v1/status", Access.PUBLIC, this::status));
    }

    /** Whether every part works now. */
    public boolean isReady() {
        return parts.values().stream().allMatch(BooleanSupplier::getAsBoolean);
    }

    private static void alive(Context ctx) {
        Responses.json(ctx, 200, Json.object().put("status", "ok"));
    }

    private void ready(Context ctx) {
        ObjectNode document = Json.object();
        boolean ready = true;
        ObjectNode checks = Json.object();
        for (Map.Entry<String, BooleanSupplier> part : parts.entrySet()) {
            boolean works = part.getValue().getAsBoolean();
            ready &= works;
            checks.put(part.getKey(), works ? "ok" : "unavailable");
        }
        document.put("status", ready ? "ok" : "unavailable");
        document.set("parts", checks);
        Responses.json(ctx, ready ? 200 : 503, document);
    }

    private void status(Context ctx) {
        Responses.json(ctx, 200, Json.object().put("status", isReady() ? "ok" : "unavailable"));
    }

    private void metrics(Context ctx) {
        ctx.contentType("text/plain; version=0.0.4; charset=utf-8").result(metrics.text());
    }
}
