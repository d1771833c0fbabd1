package dev.tocsin.desk.incident.part;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.change.Change;
import dev.tocsin.desk.change.FieldChange;
import dev.tocsin.desk.change.Kind;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Body;
import dev.tocsin.desk.http.Cursor;
import dev.tocsin.desk.http.IdempotencyKey;
import dev.tocsin.desk.http.PageRequest;
import dev.tocsin.desk.http.Preconditions;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.incident.Incident;
import dev.tocsin.desk.incident.IncidentDesk;
import dev.tocsin.desk.incident.IncidentStore;
import dev.tocsin.desk.store.Ids;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Parts of incidents over HTTP. Adding one needs no If-Match, for it never collides. */
public final class PartHandler {
    private static final String INCIDENT = "/api/v1/incidents/{id}/";

    private final PartStore parts;
    private final IncidentStore incidents;
    private final IncidentDesk desk;
    private final Ids ids;
    private final InstantSource clock;

    public PartHandler(
            PartStore parts,
            IncidentStore incidents,
            IncidentDesk desk,
            Ids ids,
            InstantSource clock) {
        this.parts = parts;
        this.incidents = incidents;
        this.desk = desk;
        this.ids = ids;
        this.clock = clock;
    }

    /** The routes of every kind. */
    public List<Route> routes() {
        return PartKind.ALL.stream().flatMap(this::routes).toList();
    }

    private Stream<Route> routes(PartKind kind) {
        String all = INCIDENT + kind.path();
        String one = all + "/{part}";
        return Stream.of(
                Route.get(all, Access.VIEWER, ctx -> list(kind, ctx)),
                Route.making(all, Access.ANALYST, ctx -> add(kind, ctx)),
                Route.get(one, Access.VIEWER, ctx -> show(kind, ctx)),
                Route.patch(one, Access.ANALYST, ctx -> change(kind, ctx)),
                Route.delete(one, Access.ANALYST, ctx -> delete(kind, ctx)));
    }

    private void list(PartKind kind, Context ctx) {
        QueryParams query = new QueryParams(ctx, Set.of("limit", "cursor"));
        PageRequest page = query.page();
        query.check();
        List<Part> fetched = parts.list(kind, incident(ctx).id(), page);
        Responses.page(
                ctx,
                page.items(fetched).stream().map(Part::toJson).toList(),
                page.next(fetched, p -> new Cursor(0, p.id())));
    }

    private void add(PartKind kind, Context ctx) {
        ObjectNode values = kind.create(Body.object(ctx));
        Incident incident = incident(ctx);
        String by = Gate.principal(ctx).name();
        long now = clock.millis();
        String id = Gate.author(ctx, ids, clock).newId();
        Part part = Part.first(id, values, now, by);
        List<FieldChange> fields = Part.changes(kind, part.path(kind), Json.object(), values);
        if (!parts.insert(kind, incident.id(), part, told(ctx, incident, "added", fields))) {
            part = IdempotencyKey.made(parts.find(kind, incident.id(), id));
        }
        incidents.touch(incident.id(), now);
        ctx.header("Location", "/api/v1/incidents/" + incident.id() + "/" + part.path(kind));
        Responses.resource(ctx, 201, part.toJson(), part.version());
    }

    private void show(PartKind kind, Context ctx) {
        Part part = require(kind, incident(ctx), ctx);
        Responses.resource(ctx, 200, part.toJson(), part.version());
    }

    private void change(PartKind kind, Context ctx) {
        Preconditions.requireHeader(ctx);
        ObjectNode patch = Body.mergePatch(ctx);
        Incident incident = incident(ctx);
        Part read = require(kind, incident, ctx);
        ObjectNode to = kind.patch(read.values(), patch);
        Preconditions.requireMatch(ctx, read.version());
        List<FieldChange> fields = Part.changes(kind, read.path(kind), read.values(), to);
        Part after = read;
        if (!fields.isEmpty()) {
            Change change = told(ctx, incident, "changed", fields);
            after = parts.change(kind, read, to, change);
            if (after == null) {
                throw stale(kind, incident, ctx);
            }
            incidents.touch(incident.id(), change.atMs());
        }
        Responses.resource(ctx, 200, after.toJson(), after.version());
    }

    private void delete(PartKind kind, Context ctx) {
        Preconditions.requireHeader(ctx);
        Incident incident = incident(ctx);
        Part read = require(kind, incident, ctx);
        Preconditions.requireMatch(ctx, read.version());
        List<FieldChange> fields =
                Part.changes(kind, read.path(kind), read.values(), Json.object());
        Change change = told(ctx, incident, "deleted", fields);
        if (!parts.delete(read, change)) {
            throw stale(kind, incident, ctx);
        }
        incidents.touch(incident.id(), change.atMs());
        ctx.status(204);
    }

    private Change told(Context ctx, Incident incident, String action, List<FieldChange> fields) {
        return Gate.author(ctx, ids, clock)
                .change(Kind.INCIDENT, incident.id(), action, incident.version(), fields, null);
    }

    private ProblemException stale(PartKind kind, Incident incident, Context ctx) {
        return ProblemException.stale(Preconditions.etag(require(kind, incident, ctx).version()));
    }

    private Incident incident(Context ctx) {
        return desk.require(ctx.pathParam("id"));
    }

    private Part require(PartKind kind, Incident incident, Context ctx) {
        String id = ctx.pathParam("part");
        Part part = parts.find(kind, incident.id(), id);
        if (part == null) {
            throw ProblemException.notFound("an entry of " + kind.path() + " with the id " + id);
        }
        return part;
    }
}
