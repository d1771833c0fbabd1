package dev.tocsin.desk.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Members;
import dev.tocsin.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of events, as found.
 *
 * @param events in order
 * @param last where the next page begins; null when this is the last one
 * @param total how many there are
 * @param exact whether there are no more than that
 * @param incomplete what is missing; null when nothing is
 */
record EventPage(
        List<ObjectNode> events,
        @Nullable ArrayNode last,
        long total,
        boolean exact,
        @Nullable String incomplete) {
    EventPage {
        events = List.copyOf(events);
    }

    /** Reads the answer to a request. */
    static EventPage of(JsonNode answer, EventRequest request) {
        JsonNode hits = answer.path("hits");
        List<String> members = new ArrayList<>(request.members());
        if (!members.isEmpty() && !members.contains("event.id")) {
            members.add("event.id");
        }
        List<ObjectNode> events = new ArrayList<>();
        ArrayNode last = null;
        boolean more = hits.path("hits").size() > request.limit();
        for (JsonNode hit : hits.path("hits")) {
            if (events.size() < request.limit()
                    && hit.path("_source") instanceof ObjectNode event) {
                events.add(Members.of(event, members));
                last = more && hit.path("sort") instanceof ArrayNode sort ? sort : null;
            }
        }
        JsonNode total = hits.path("total");
        return new EventPage(
                events,
                last,
                total.path("value").asLong(),
                !"gte".equals(total.path("relation").asText()),
                incomplete(answer));
    }

    ObjectNode toJson(EventRequest request) {
        ObjectNode page = Json.object();
        ArrayNode items = page.putArray("items");
        events.forEach(items::add);
        page.put(
                "next",
                last == null
                        ? null
                        : new EventCursor(request.frame(), request.order().text(), last).text());
        request.frame().tell(page);
        page.put("total", total).put("total_is", exact ? "exact" : "at_least");
        return tellIncomplete(page, incomplete);
    }

    /** Adds what is missing. */
    static ObjectNode tellIncomplete(ObjectNode into, @Nullable String incomplete) {
        return incomplete == null ? into : into.put("incomplete", incomplete);
    }

    /** What is missing of an answer of Elasticsearch; null when nothing is. */
    static @Nullable String incomplete(JsonNode answer) {
        if (answer.path("timed_out").asBoolean()) {
            return "Expected an answer within %d s, but found that it takes longer. Narrow the time or the filter"
                    .formatted(EventIndex.SEARCH_TIME.toSeconds());
        }
        JsonNode shards = answer.path("_shards");
        if (shards.path("failed").asInt() > 0) {
            return "Expected %s parts of the index to answer, but %s failed: %.300s"
                    .formatted(
                            shards.path("total"),
                            shards.path("failed"),
                            shards.path("failures").path(0).path("reason").path("reason").asText());
        }
        return answer.path("terminated_early").asBoolean()
                ? "Expected at most %d events in an index, but found more: the others are not counted"
                        .formatted(EventCounts.MAX_VISITED)
                : null;
    }
}
