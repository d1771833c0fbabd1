package dev.tocsin.desk.alert;

import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.HistoryHandler;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Body;
import dev.tocsin.desk.http.Preconditions;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.store.Ids;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;

/** One alert over HTTP: read, triage, history. */
public final class AlertHandler {
    private static final String ONE = "/api/v1/alerts/{id}";

    private final AlertStore alerts;
    private final AlertView view;
    private final HistoryHandler history;
    private final Ids ids;
    private final InstantSource clock;

    public AlertHandler(
            AlertStore alerts,
            AlertView view,
            HistoryHandler history,
            Ids ids,
            InstantSource clock) {
        this.alerts = alerts;
        this.view = view;
        this.history = history;
        this.ids = ids;
        this.clock = clock;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                Route.get(ONE, Access.VIEWER, this::show),
                Route.patch(ONE, Access.ANALYST, this::triage),
                Route.get(ONE + "/history", Access.VIEWER, this::history));
    }

    private void show(Context ctx) {
        StoredAlert alert = require(ctx);
        Responses.resource(ctx, 200, view.of(ctx, alert), alert.version());
    }

    private void triage(Context ctx) {
        Preconditions.requireHeader(ctx);
        AlertPatch patch = AlertPatch.read(Body.mergePatch(ctx));
        StoredAlert alert = require(ctx);
        Preconditions.requireMatch(ctx, alert.version());
        alert.requireLeading();
        Triage to = patch.applyTo(alert.triage());
        if (to.equals(alert.triage()) && patch.comment() == null) {
            Responses.resource(ctx, 200, view.of(ctx, alert), alert.version());
            return;
        }
        Author author = Gate.author(ctx, ids, clock);
        StoredAlert after = alerts.triage(alert, to, patch.comment(), author);
        if (after == null) {
            throw ProblemException.stale(Preconditions.etag(require(ctx).version()));
        }
        Responses.resource(ctx, 200, view.of(ctx, after), after.version());
    }

    private void history(Context ctx) {
        history.list(ctx, require(ctx).id(), changes -> view.history(ctx, changes));
    }

    private StoredAlert require(Context ctx) {
        return alerts.require(ctx.pathParam("id"));
    }
}
