package dev.tocsin.desk.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.query.FilterText;
import dev.tocsin.desk.query.Query;
import dev.tocsin.desk.query.QueryException;
import dev.tocsin.desk.query.QueryParser;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * What came just before and just after an event.
 *
 * @param before how many events
 * @param after how many events
 * @param same fields in which they have a value of the event
 */
record Surroundings(int before, int after, List<String> same) {
    /** How far it reaches to both sides. */
    static final Duration REACH = Duration.ofDays(7);

    private static final int MAX_EVENTS = 100;
    private static final int USUAL_EVENTS = 10;
    private static final int MAX_FIELDS = 5;

    Surroundings {
        same = List.copyOf(same);
    }

    static Surroundings of(Context ctx) {
        QueryParams params = new QueryParams(ctx, Set.of("before", "after", "same"));
        int before = params.number("before", USUAL_EVENTS, 0, MAX_EVENTS);
        int after = params.number("after", USUAL_EVENTS, 0, MAX_EVENTS);
        List<String> same = params.texts("same");
        if (same.size() > MAX_FIELDS) {
            params.fault(
                    "same", "Expected at most " + MAX_FIELDS + " fields, but found " + same.size());
        }
        params.check();
        return new Surroundings(before, after, same);
    }

    ObjectNode find(Context ctx, EventSearch.Found found, EventSearch events)
            throws InterruptedException {
        EventSchema schema = events.schema();
        Query alike = alike(ctx, found.event(), schema, events);
        TimeFrame frame = TimeFrame.around(found.timeMs(), REACH);
        ObjectNode query = EventRequest.query(frame, alike, schema);
        JsonNode earlier = events.search(body(query, found, before, true));
        JsonNode later = events.search(body(query, found, after, false));
        ObjectNode json = Json.object();
        List<JsonNode> reversed = sources(earlier);
        Collections.reverse(reversed);
        ArrayNode list = json.putArray("before");
        reversed.forEach(list::add);
        json.set("event", found.event());
        sources(later).forEach(json.putArray("after")::add);
        String incomplete = EventPage.incomplete(earlier);
        return EventPage.tellIncomplete(
                json, incomplete == null ? EventPage.incomplete(later) : incomplete);
    }

    /** Values go through the language of filters, as if somebody had written them. */
    private Query alike(Context ctx, ObjectNode event, EventSchema schema, EventSearch events) {
        QueryParams params = new QueryParams(ctx, Set.of("before", "after", "same"));
        List<Query> all = new ArrayList<>();
        for (String field : same) {
            List<Query> any = new ArrayList<>();
            for (String value : Pivots.values(event, field, schema)) {
                try {
                    any.add(
                            QueryParser.parse(
                                    FilterText.of(field, value),
                                    schema.filterable(),
                                    events.now()));
                } catch (QueryException e) {
                    params.fault("same", String.valueOf(e.getMessage()));
                }
            }
            if (any.isEmpty()) {
                params.fault(
                        "same",
                        "Expected a field that the event has and that can be searched, but found "
                                + field);
            }
            all.add(new Query.Or(any));
        }
        params.check();
        return all.isEmpty() ? new Query.All() : new Query.And(all);
    }

    private static ObjectNode body(
            ObjectNode query, EventSearch.Found found, int size, boolean backwards) {
        ObjectNode body = Json.object().put("size", size).put("track_total_hits", false);
        body.set("query", query);
        body.set("sort", EventOrder.byTime(backwards));
        body.set("search_after", found.place());
        return body;
    }

    private static List<JsonNode> sources(JsonNode answer) {
        List<JsonNode> events = new ArrayList<>();
        answer.path("hits").path("hits").forEach(hit -> events.add(hit.path("_source")));
        return events;
    }
}
