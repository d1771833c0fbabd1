package dev.tocsin.desk.veris;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Body;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.incident.Incident;
import dev.tocsin.desk.incident.IncidentDesk;
import dev.tocsin.desk.incident.IncidentStore;
import dev.tocsin.desk.incident.part.PartSeeds;
import dev.tocsin.desk.store.Ids;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Takes what the record of an incident says into the incident, over HTTP. */
final class ApplyHandler {
    private final VerisStore records;
    private final IncidentDesk desk;
    private final IncidentStore incidents;
    private final PartSeeds seeds;
    private final Ids ids;
    private final InstantSource clock;

    ApplyHandler(
            VerisStore records,
            IncidentDesk desk,
            IncidentStore incidents,
            PartSeeds seeds,
            Ids ids,
            InstantSource clock) {
        this.records = records;
        this.desk = desk;
        this.incidents = incidents;
        this.seeds = seeds;
        this.ids = ids;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/api/v1/incidents/{id}/veris/apply", Access.ANALYST, this::apply));
    }

    private void apply(Context ctx) {
        new Fields(Body.object(ctx), Set.of()).check();
        Incident incident = desk.require(ctx.pathParam("id"));
        JsonNode record = record(incident.id());
        Author author = Gate.author(ctx, ids, clock);
        incidents.touch(incident.id(), clock.millis());
        ObjectNode told = Json.object();
        seeds.gather(incident, "From the VERIS record", VerisFindings.of(record), author)
                .forEach(told::put);
        Responses.json(ctx, 200, told);
    }

    private JsonNode record(String incident) {
        VerisRecord found = records.find(incident);
        byte[] bytes = found == null ? null : found.bytes();
        if (bytes == null) {
            throw ProblemException.notFound("a VERIS record of " + incident);
        }
        return VerisDocument.read(bytes).json();
    }
}
