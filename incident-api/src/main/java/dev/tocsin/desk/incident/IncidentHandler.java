package dev.tocsin.desk.incident;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.alert.StoredAlert;
import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.HistoryHandler;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Body;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.http.Preconditions;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.Repeat;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.incident.custom.CustomFields;
import dev.tocsin.desk.incident.sla.SlaView;
import dev.tocsin.desk.store.Ids;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Incidents over HTTP: open, read, change, history. */
public final class IncidentHandler {
    private static final String ALL = "/api/v1/incidents";
    private static final String ONE = ALL + "/{id}";
    private static final int MAX_ID = 100;

    private final IncidentStore incidents;
    private final IncidentDesk desk;
    private final Supplier<CustomFields> custom;
    private final HistoryHandler history;
    private final SlaView sla;
    private final LinkMentions mentions;
    private final Ids ids;
    private final InstantSource clock;

    public IncidentHandler(
            IncidentStore incidents,
            IncidentDesk desk,
            Supplier<CustomFields> custom,
            HistoryHandler history,
            SlaView sla,
            LinkMentions mentions,
            Ids ids,
            InstantSource clock) {
        this.incidents = incidents;
        this.desk = desk;
        this.custom = custom;
        this.history = history;
        this.sla = sla;
        this.mentions = mentions;
        this.ids = ids;
        this.clock = clock;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                Route.post(ALL, Access.ANALYST, this::open).repeated(Repeat.OWN),
                Route.get(ONE, Access.VIEWER, this::show),
                Route.patch(ONE, Access.ANALYST, this::change),
                Route.post(ONE + "/template", Access.ANALYST, this::apply),
                Route.post(ONE + "/promote", Access.ANALYST, this::promote),
                Route.get(ONE + "/history", Access.VIEWER, this::history));
    }

    private void open(Context ctx) {
        ObjectNode body = Body.object(ctx);
        Idempotency idempotency = Idempotency.of(ctx, Gate.principal(ctx).id(), body);
        Incident incident = desk.opened(idempotency);
        if (incident == null) {
            incident = open(ctx, body, idempotency);
        }
        requireSeen(ctx, incident);
        ctx.header("Location", ALL + "/" + incident.id());
        Responses.resource(ctx, 201, sla.of(incident), incident.version());
    }

    /** A repeated request may meet an incident that others have restricted since. */
    private static void requireSeen(Context ctx, Incident incident) {
        if (!Restriction.admits(incident.content().restricted(), Gate.principal(ctx))) {
            throw ProblemException.conflict(
                    "Expected an Idempotency-Key whose incident the caller may see, but it was restricted. Use a new Idempotency-Key");
        }
    }

    private Incident open(Context ctx, ObjectNode body, @Nullable Idempotency idempotency) {
        IncidentFields read = IncidentFields.creation(body, custom.get());
        List<StoredAlert> alerts = alerts(read.fields());
        read.requireSeenBy(Gate.principal(ctx));
        IncidentContent content = desk.content(read, IncidentDesk.worst(alerts), clock.millis());
        read.requireCustom(content);
        read.fields().check();
        return desk.open(content, alerts, read.template(), idempotency, author(ctx));
    }

    private List<StoredAlert> alerts(Fields fields) {
        List<String> wanted = fields.optionalTexts("alert_ids", Incident.MAX_ALERTS, MAX_ID);
        if (wanted == null) {
            return List.of();
        }
        Map<String, StoredAlert> known = desk.alerts(wanted);
        List<StoredAlert> found = new ArrayList<>();
        for (String id : wanted) {
            StoredAlert alert = known.get(id);
            String incident = alert == null ? null : alert.triage().incident();
            if (alert == null) {
                fields.fault("alert_ids", "Expected ids of alerts, but there is no alert " + id);
            } else if (alert.mergedInto() != null) {
                fields.fault(
                        "alert_ids",
                        "Expected alerts that stand for themselves, but "
                                + id
                                + " is merged into "
                                + alert.mergedInto());
            } else if (incident != null) {
                fields.fault(
                        "alert_ids",
                        "Expected alerts without an incident, but "
                                + id
                                + " belongs to "
                                + desk.named(incident));
            } else {
                found.add(alert);
            }
        }
        return found;
    }

    private void show(Context ctx) {
        Incident incident = require(ctx);
        Responses.resource(ctx, 200, sla.of(incident), incident.version());
    }

    private void change(Context ctx) {
        Preconditions.requireHeader(ctx);
        IncidentFields patch = IncidentFields.patch(Body.mergePatch(ctx), custom);
        patch.requireSeenBy(Gate.principal(ctx));
        Incident incident = require(ctx);
        Preconditions.requireMatch(ctx, incident.version());
        IncidentContent to = patch.applyTo(incident.content(), clock.millis());
        String comment = patch.comment();
        patch.fields().check();
        if (to.equals(incident.content()) && comment == null) {
            Responses.resource(ctx, 200, sla.of(incident), incident.version());
            return;
        }
        Incident after = incidents.change(incident, "changed", to, comment, author(ctx));
        if (after == null) {
            throw ProblemException.stale(Preconditions.etag(require(ctx).version()));
        }
        Responses.resource(ctx, 200, sla.of(after), after.version());
    }

    private void promote(Context ctx) {
        Fields fields = new Fields(Body.object(ctx), Set.of("comment"));
        String comment = fields.optionalText("comment", IncidentFields.MAX_COMMENT);
        fields.check();
        Incident after = desk.promote(ctx.pathParam("id"), comment, author(ctx));
        Responses.resource(ctx, 200, sla.of(after), after.version());
    }

    private void apply(Context ctx) {
        Fields fields = new Fields(Body.object(ctx), Set.of("template"));
        String template = fields.text("template", MAX_ID);
        fields.check();
        Incident after = desk.apply(ctx.pathParam("id"), fields, template, author(ctx));
        Responses.resource(ctx, 200, sla.of(after), after.version());
    }

    private void history(Context ctx) {
        history.list(
                ctx, require(ctx).id(), entries -> mentions.shown(Gate.principal(ctx), entries));
    }

    private Incident require(Context ctx) {
        return desk.require(ctx.pathParam("id"));
    }

    private Author author(Context ctx) {
        return Gate.author(ctx, ids, clock);
    }
}
