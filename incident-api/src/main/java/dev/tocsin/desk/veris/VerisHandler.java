package dev.tocsin.desk.veris;

import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.Change;
import dev.tocsin.desk.change.FieldChange;
import dev.tocsin.desk.change.Kind;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Body;
import dev.tocsin.desk.http.Preconditions;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.incident.Incident;
import dev.tocsin.desk.incident.IncidentDesk;
import dev.tocsin.desk.store.Ids;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The VERIS record of one incident over HTTP, byte for byte. */
final class VerisHandler {
    private static final String PATH = "/api/v1/incidents/{id}/veris";

    private final VerisStore records;
    private final VerisIds owners;
    private final VerisCheck check;
    private final IncidentDesk desk;
    private final Ids ids;
    private final InstantSource clock;

    VerisHandler(
            VerisStore records,
            VerisIds owners,
            VerisCheck check,
            IncidentDesk desk,
            Ids ids,
            InstantSource clock) {
        this.records = records;
        this.owners = owners;
        this.check = check;
        this.desk = desk;
        this.ids = ids;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH, Access.VIEWER, this::show),
                Route.put(PATH, Access.ANALYST, this::put),
                Route.delete(PATH, Access.ANALYST, this::remove),
                Route.get(PATH + "/validation", Access.VIEWER, this::validation));
    }

    private void show(Context ctx) {
        VerisRecord record = read(desk.require(ctx.pathParam("id")).id());
        ctx.header("ETag", Preconditions.etag(record.version()));
        ctx.contentType("application/json").result(bytes(record));
    }

    private void validation(Context ctx) {
        VerisRecord record = read(desk.require(ctx.pathParam("id")).id());
        VerisReport report = check.check(VerisDocument.read(bytes(record)));
        Responses.resource(ctx, 200, report.toJson(), record.version());
    }

    private void put(Context ctx) {
        QueryParams query = new QueryParams(ctx, Set.of("strict"));
        boolean strict = query.texts("strict").contains("true");
        query.check();
        Preconditions.requireHeader(ctx);
        Body.requireJson(ctx);
        VerisDocument document = document(ctx);
        Incident incident = desk.require(ctx.pathParam("id"));
        VerisRecord before = records.find(incident.id());
        Preconditions.requireMatch(ctx, before == null ? 0 : before.version());
        VerisReport report = check.check(document);
        if (strict && !report.errors().isEmpty()) {
            throw ProblemException.invalid(report.errors());
        }
        requireFree(document, incident.id());
        Long version = put(incident, before, document, author(ctx));
        if (version == null) {
            throw ProblemException.stale(Preconditions.etag(read(incident.id()).version()));
        }
        boolean made = before == null || before.bytes() == null;
        Responses.resource(ctx, made ? 201 : 200, report.toJson(), version);
    }

    private @Nullable Long put(
            Incident incident, @Nullable VerisRecord before, VerisDocument document, Author by) {
        byte[] old = before == null ? null : before.bytes();
        String from = old == null ? null : VerisDocument.read(old).digest();
        Change change = change(incident, from, document.digest(), by);
        if (before != null) {
            return records.replace(before, document.bytes(), change);
        }
        return records.insert(incident.id(), document.bytes(), change) ? 1L : null;
    }

    private void remove(Context ctx) {
        Preconditions.requireHeader(ctx);
        Incident incident = desk.require(ctx.pathParam("id"));
        VerisRecord record = read(incident.id());
        Preconditions.requireMatch(ctx, record.version());
        String from = VerisDocument.read(bytes(record)).digest();
        if (records.replace(record, null, change(incident, from, null, author(ctx))) == null) {
            throw ProblemException.stale(Preconditions.etag(record.version() + 1));
        }
        ctx.status(204);
    }

    /** What is told about a change of a record: digests, for a record may be large. */
    static Change change(
            Incident incident, @Nullable String from, @Nullable String to, Author author) {
        return author.change(
                Kind.INCIDENT,
                incident.id(),
                "changed",
                incident.version(),
                List.of(FieldChange.of("veris", from, to)),
                null);
    }

    private void requireFree(VerisDocument document, String incident) {
        String id = document.incidentId();
        String other = id == null ? null : owners.take(id, incident);
        if (other != null) {
            throw ProblemException.conflict(
                    "Expected an incident_id that no other incident has, but "
                            + desk.named(other)
                            + " has it");
        }
    }

    private VerisRecord read(String incident) {
        VerisRecord record = records.find(incident);
        if (record == null || record.bytes() == null) {
            throw ProblemException.notFound("a VERIS record of the incident " + incident);
        }
        return record;
    }

    private static byte[] bytes(VerisRecord record) {
        byte[] bytes = record.bytes();
        return bytes == null ? new byte[0] : bytes;
    }

    private static VerisDocument document(Context ctx) {
        try {
            return VerisDocument.read(ctx.bodyAsBytes());
        } catch (IllegalArgumentException e) {
            throw ProblemException.unreadable("" + e.getMessage());
        }
    }

    private Author author(Context ctx) {
        return Gate.author(ctx, ids, clock);
    }
}
