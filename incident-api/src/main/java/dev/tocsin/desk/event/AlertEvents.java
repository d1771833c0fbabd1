package dev.tocsin.desk.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The events behind an alert, with one search. */
final class AlertEvents {
    private final EventSearch events;
    private final Function<String, List<String>> evidence;

    /**
     * @param evidence the ids of the events behind the alert of an id; ends the request with 404
     *     when there is none
     */
    AlertEvents(EventSearch events, Function<String, List<String>> evidence) {
        this.events = events;
        this.evidence = evidence;
    }

    /** The routes. */
    List<Route> routes() {
        return List.of(Route.get("/api/v1/alerts/{id}/events", Access.VIEWER, this::list));
    }

    private void list(Context ctx) throws InterruptedException {
        Set<String> missing = new LinkedHashSet<>(evidence.apply(ctx.pathParam("id")));
        JsonNode answer = events.byIds(missing);
        ObjectNode json = Json.object();
        ArrayNode items = json.putArray("items");
        for (JsonNode hit : answer.path("hits").path("hits")) {
            if (missing.remove(hit.path("_id").asText())) {
                items.add(hit.path("_source"));
            }
        }
        missing.forEach(json.putArray("missing")::add);
        Responses.json(ctx, 200, EventPage.tellIncomplete(json, EventPage.incomplete(answer)));
    }
}
