package dev.tocsin.desk.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.ListRequest;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.query.Query;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How many events there are: over time, and by the values of fields. */
final class EventCounts {
    /** Of how many events of an index at most are counted. */
    static final int MAX_VISITED = 10_000_000;

    /** The most fields of one request. */
    static final int MAX_FIELDS = 20;

    private static final int MAX_FACET_VALUES = 50;
    private static final String PATH = "/api/v1/events";
    private static final List<String> USUAL =
            List.of(
                    "event.category",
                    "event.action",
                    "event.outcome",
                    "host.name",
                    "user.name",
                    "source.ip",
                    "destination.ip",
                    "process.name",
                    "tocsin.source");

    private final EventSearch events;

    EventCounts(EventSearch events) {
        this.events = events;
    }

    /** The routes; they must stand before that of one event. */
    List<Route> routes() {
        return List.of(
                Route.get(PATH + "/histogram", Access.VIEWER, this::histogram),
                Route.get(PATH + "/facets", Access.VIEWER, this::facets));
    }

    private void histogram(Context ctx) throws InterruptedException {
        EventSchema schema = events.schema();
        Instant now = events.now();
        QueryParams params =
                new QueryParams(ctx, EventRequest.with(Set.of("q"), Set.of("by", "buckets")));
        TimeFrame frame = TimeFrame.of(params, now);
        int bars = params.number("buckets", EventHistogram.USUAL_BARS, 1, EventHistogram.MAX_BARS);
        String by = params.one("by");
        EventField field = by == null ? null : countable(params, "by", by, schema);
        Query filter = ListRequest.query(params, schema.filterable(), now);
        params.check();
        EventHistogram histogram =
                new EventHistogram(frame, EventIntervals.of(frame, bars), name(field));
        ObjectNode body = counting(frame, filter, schema);
        body.set("aggs", histogram.aggregations());
        Responses.json(ctx, 200, histogram.read(events.search(body)));
    }

    private void facets(Context ctx) throws InterruptedException {
        EventSchema schema = events.schema();
        Instant now = events.now();
        QueryParams params = new QueryParams(ctx, EventRequest.with(Set.of("q"), Set.of("fields")));
        TimeFrame frame = TimeFrame.of(params, now);
        List<String> given = params.texts("fields");
        List<String> names =
                given.isEmpty()
                        ? USUAL.stream().filter(name -> schema.find(name) != null).toList()
                        : given;
        if (names.size() > MAX_FIELDS) {
            params.fault(
                    "fields",
                    "Expected at most " + MAX_FIELDS + " fields, but found " + names.size());
        }
        names.forEach(name -> countable(params, "fields", name, schema));
        Query filter = ListRequest.query(params, schema.filterable(), now);
        params.check();
        ObjectNode body = counting(frame, filter, schema);
        ObjectNode aggregations = body.putObject("aggs");
        for (int i = 0; i < names.size(); i++) {
            ElasticAggregations.terms(
                    aggregations.putObject("f" + i), names.get(i), MAX_FACET_VALUES);
        }
        Responses.json(ctx, 200, facets(events.search(body), frame, names));
    }

    private static ObjectNode facets(JsonNode answer, TimeFrame frame, List<String> names) {
        ObjectNode json = Json.object();
        frame.tell(json);
        json.put("total", answer.path("hits").path("total").path("value").asLong());
        ObjectNode facets = json.putObject("facets");
        for (int i = 0; i < names.size(); i++) {
            ArrayNode values = facets.putArray(names.get(i));
            for (JsonNode bucket :
                    ElasticAggregations.buckets(answer.path("aggregations"), "f" + i)) {
                values.addObject()
                        .put("value", ElasticAggregations.value(bucket))
                        .put("count", bucket.path("doc_count").asLong());
            }
        }
        return EventPage.tellIncomplete(json, EventPage.incomplete(answer));
    }

    private static ObjectNode counting(TimeFrame frame, Query filter, EventSchema schema) {
        ObjectNode body = Json.object().put("size", 0).put("track_total_hits", true);
        body.put("terminate_after", MAX_VISITED);
        body.set("query", EventRequest.query(frame, filter, schema));
        return body;
    }

    private static @Nullable EventField countable(
            QueryParams params, String parameter, String name, EventSchema schema) {
        EventField field = schema.find(name);
        if (field == null) {
            params.fault(
                    parameter,
                    "Expected " + schema.filterable().expected(name) + ", but found " + name);
        } else if (!field.sortable()) {
            params.fault(
                    parameter, "Expected a field whose values can be counted, but found " + name);
        }
        return field;
    }

    private static @Nullable String name(@Nullable EventField field) {
        return field == null ? null : field.name();
    }
}
