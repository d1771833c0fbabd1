package dev.tocsin.desk.incident.evidence;

import dev.tocsin.desk.alert.AlertStore;
import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.change.Change;
import dev.tocsin.desk.change.FieldChange;
import dev.tocsin.desk.change.Kind;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Body;
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
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The evidence of an incident over HTTP: list, add, read, delete, and the copied document. */
public final class EvidenceHandler {
    /** The most pieces of one incident. */
    static final int MAX_PIECES = 5_000;

    private static final String ALL = "/api/v1/incidents/{id}/evidence";
    private static final String ONE = ALL + "/{evidence}";

    private final EvidenceStore evidence;
    private final IncidentStore incidents;
    private final IncidentDesk desk;
    private final EvidenceReader reader;
    private final Ids ids;
    private final InstantSource clock;

    /**
     * @param events null when there is no Elasticsearch
     */
    public EvidenceHandler(
            EvidenceStore evidence,
            IncidentStore incidents,
            IncidentDesk desk,
            AlertStore alerts,
            @Nullable EventSource events,
            Ids ids,
            InstantSource clock) {
        this.evidence = evidence;
        this.incidents = incidents;
        this.desk = desk;
        this.reader = new EvidenceReader(alerts, events);
        this.ids = ids;
        this.clock = clock;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                Route.get(ALL, Access.VIEWER, this::list),
                Route.making(ALL, Access.ANALYST, this::add),
                Route.get(ONE, Access.VIEWER, this::show),
                Route.delete(ONE, Access.ANALYST, this::delete),
                Route.get(ONE + "/raw", Access.VIEWER, this::raw));
    }

    private void list(Context ctx) {
        QueryParams query = new QueryParams(ctx, Set.of("limit", "cursor"));
        PageRequest page = query.page();
        query.check();
        List<Evidence> fetched = evidence.list(incident(ctx).id(), page);
        Responses.page(
                ctx,
                page.items(fetched).stream().map(Evidence::toJson).toList(),
                page.next(fetched, Evidence::cursor));
    }

    private void add(Context ctx) throws InterruptedException {
        EvidenceReader.Wanted wanted = reader.read(Body.object(ctx));
        Incident incident = incident(ctx);
        String by = Gate.principal(ctx).name();
        String id = Gate.author(ctx, ids, clock).newId();
        Evidence made = evidence.find(incident.id(), id);
        if (made != null) {
            added(ctx, made);
            return;
        }
        requireRoom(incident.id(), wanted.event());
        EvidenceReader.Found found = reader.find(wanted);
        long now = clock.millis();
        Evidence piece =
                Evidence.pending(
                        id,
                        incident.id(),
                        wanted.alert(),
                        found.event(),
                        wanted.comment(),
                        now,
                        by);
        EventCopy copy = found.copy();
        piece = copy == null ? piece : piece.with(copy, now);
        incidents.touch(incident.id(), now);
        if (!evidence.insert(piece, copy, told(ctx, incident, "added", piece))) {
            throw IdempotencyKey.gone();
        }
        added(ctx, piece);
    }

    private static void added(Context ctx, Evidence piece) {
        ctx.header("Location", "/api/v1/incidents/" + piece.incident() + "/" + path(piece));
        Responses.resource(ctx, 201, piece.toJson(), piece.version());
    }

    private void requireRoom(String incident, String event) {
        if (evidence.has(incident, event)) {
            throw ProblemException.conflict(
                    "Expected an event that is no evidence of the incident yet, but "
                            + event
                            + " is");
        }
        if (evidence.count(incident) >= MAX_PIECES) {
            throw ProblemException.conflict(
                    "Expected at most "
                            + MAX_PIECES
                            + " pieces of evidence in one incident, but there are as many already");
        }
    }

    private void show(Context ctx) {
        Evidence piece = require(ctx);
        Responses.resource(ctx, 200, piece.toJson(), piece.version());
    }

    private void delete(Context ctx) {
        Preconditions.requireHeader(ctx);
        Incident incident = incident(ctx);
        Evidence read = require(ctx);
        Preconditions.requireMatch(ctx, read.version());
        Change change = told(ctx, incident, "deleted", read);
        incidents.touch(incident.id(), change.atMs());
        if (!evidence.delete(read, change)) {
            throw ProblemException.stale(Preconditions.etag(require(ctx).version()));
        }
        ctx.status(204);
    }

    /** Senders decide what an event is: so its copy is a file to save, and never a page to show. */
    private void raw(Context ctx) {
        Evidence piece = require(ctx);
        byte[] bytes = evidence.bytes(piece.incident(), piece.id());
        if (bytes == null) {
            throw ProblemException.notFound(
                    "a copy of the event, whose state is " + piece.toJson().path("state").asText());
        }
        byte[] digest = HexFormat.of().parseHex(String.valueOf(piece.sha256()));
        ctx.header("Repr-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":");
        ctx.header(
                "Content-Disposition",
                "attachment; filename=\"" + piece.incident() + "-" + piece.id() + ".json\"");
        ctx.contentType("application/octet-stream").result(bytes);
    }

    /** The history keeps the digest, also of what is deleted. */
    private Change told(Context ctx, Incident incident, String action, Evidence piece) {
        boolean added = action.equals("added");
        List<FieldChange> fields =
                Stream.of(
                                told(path(piece) + "/event", piece.event().id(), added),
                                told(path(piece) + "/sha256", piece.sha256(), added))
                        .filter(FieldChange::isReal)
                        .toList();
        return Gate.author(ctx, ids, clock)
                .change(
                        Kind.INCIDENT,
                        incident.id(),
                        action,
                        incident.version(),
                        fields,
                        added ? piece.comment() : null);
    }

    private static FieldChange told(String field, @Nullable String value, boolean added) {
        return FieldChange.of(field, added ? null : value, added ? value : null);
    }

    private Incident incident(Context ctx) {
        return desk.require(ctx.pathParam("id"));
    }

    private Evidence require(Context ctx) {
        String id = ctx.pathParam("evidence");
        Evidence piece = evidence.find(incident(ctx).id(), id);
        if (piece == null) {
            throw ProblemException.notFound("a piece of evidence with the id " + id);
        }
        return piece;
    }

    private static String path(Evidence piece) {
        return "evidence/" + piece.id();
    }
}
