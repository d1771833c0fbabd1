package dev.tocsin.desk.incident;

import dev.tocsin.desk.alert.StoredAlert;
import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Body;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.http.Preconditions;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.store.Ids;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The alerts of an incident over HTTP: attach one or several, detach one. */
public final class IncidentAlertsHandler {
    private static final String ALL = "/api/v1/incidents/{id}/alerts";
    private static final int MAX_ID = 200;

    private final IncidentDesk desk;
    private final IncidentAlerts attached;
    private final Ids ids;
    private final InstantSource clock;

    public IncidentAlertsHandler(
            IncidentDesk desk, IncidentAlerts attached, Ids ids, InstantSource clock) {
        this.desk = desk;
        this.attached = attached;
        this.ids = ids;
        this.clock = clock;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                Route.post(ALL, Access.ANALYST, this::attach),
                Route.delete(ALL + "/{alert}", Access.ANALYST, this::detach));
    }

    private void attach(Context ctx) {
        Fields fields = new Fields(Body.object(ctx), Set.of("alert_id", "alert_ids"));
        Set<String> wanted = wanted(fields);
        fields.check();
        Incident incident = desk.require(ctx.pathParam("id"));
        List<StoredAlert> alerts = found(wanted, fields);
        fields.check();
        Incident after = attached.attach(incident.id(), alerts, author(ctx));
        Responses.resource(ctx, 200, after.toJson(), after.version());
    }

    private static Set<String> wanted(Fields fields) {
        String one = fields.optionalText("alert_id", MAX_ID);
        List<String> several = fields.optionalTexts("alert_ids", Incident.MAX_ALERTS, MAX_ID);
        Set<String> wanted = new LinkedHashSet<>(several == null ? List.of() : several);
        if (one != null) {
            wanted.add(one);
        }
        if (wanted.isEmpty()) {
            fields.fault(
                    "alert_id",
                    "Expected the id of an alert here, or several in alert_ids, but found none");
        }
        return wanted;
    }

    private List<StoredAlert> found(Set<String> wanted, Fields fields) {
        Map<String, StoredAlert> known = desk.alerts(wanted);
        for (String id : wanted) {
            if (!known.containsKey(id)) {
                fields.fault("alert_id", "Expected ids of alerts, but there is no alert " + id);
            }
        }
        return List.copyOf(known.values());
    }

    private void detach(Context ctx) {
        Preconditions.requireHeader(ctx);
        Incident incident = desk.require(ctx.pathParam("id"));
        String alert = ctx.pathParam("alert");
        if (!incident.alerts().contains(alert)) {
            throw ProblemException.notFound("an alert " + alert + " of " + incident.id());
        }
        Preconditions.requireMatch(ctx, incident.version());
        Incident after = attached.detach(incident, alert, author(ctx));
        if (after == null) {
            throw ProblemException.stale(Preconditions.etag(desk.require(incident.id()).version()));
        }
        Responses.resource(ctx, 200, after.toJson(), after.version());
    }

    private Author author(Context ctx) {
        return Gate.author(ctx, ids, clock);
    }
}
