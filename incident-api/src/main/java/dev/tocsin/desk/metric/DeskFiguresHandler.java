package dev.tocsin.desk.metric;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.alert.AlertIndex;
import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.incident.IncidentStore;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;

/**
 * The figures of the desk over HTTP: of the alerts that lists know, in memory, and of at most
 * {@value #MAX_INCIDENTS} incidents, the newest. Incidents that the caller may not see count for
 * nothing.
 */
public final class DeskFiguresHandler {
    private static final int MAX_INCIDENTS = 100_000;

    private final AlertIndex alerts;
    private final IncidentStore incidents;
    private final InstantSource clock;

    public DeskFiguresHandler(AlertIndex alerts, IncidentStore incidents, InstantSource clock) {
        this.alerts = alerts;
        this.incidents = incidents;
        this.clock = clock;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(Route.get("/api/v1/metrics/desk", Access.VIEWER, this::show));
    }

    private void show(Context ctx) {
        FigureRequest request = FigureRequest.of(ctx, clock.millis());
        DeskFigures figures = new DeskFigures(request);
        alerts.forEach(figures::add);
        int read =
                incidents.forEachOpened(
                        request.fromMs(),
                        request.toMs(),
                        MAX_INCIDENTS,
                        Gate.principal(ctx),
                        figures::add);
        ObjectNode json = figures.toJson();
        json.put("complete", alerts.isComplete() && read < MAX_INCIDENTS);
        Responses.json(ctx, 200, json);
    }
}
