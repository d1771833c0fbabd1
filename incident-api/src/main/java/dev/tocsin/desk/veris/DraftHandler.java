package dev.tocsin.desk.veris;

import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.incident.Incident;
import dev.tocsin.desk.incident.IncidentDesk;
import dev.tocsin.desk.incident.part.PartStore;
import io.javalin.http.Context;
import java.util.List;
import java.util.Set;

/** A record drawn up from the incident, over HTTP. Nothing is kept. */
final class DraftHandler {
    private final VerisDraft draft = new VerisDraft();
    private final IncidentDesk desk;
    private final PartStore parts;

    DraftHandler(IncidentDesk desk, PartStore parts) {
        this.desk = desk;
        this.parts = parts;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/v1/incidents/{id}/veris/draft", Access.VIEWER, this::show));
    }

    private void show(Context ctx) {
        new QueryParams(ctx, Set.of()).check();
        Incident incident = desk.require(ctx.pathParam("id"));
        Responses.json(ctx, 200, draft.of(incident, kind -> parts.values(kind, incident.id())));
    }
}
