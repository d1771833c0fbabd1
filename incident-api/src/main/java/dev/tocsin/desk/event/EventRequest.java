package dev.tocsin.desk.event;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.ListRequest;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.query.Query;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One page of a search.
 *
 * @param query what is wanted, for Elasticsearch
 * @param limit the most events
 * @param after where the page begins; null for the first one
 * @param members which members of the events are told; empty for all
 */
record EventRequest(
        ObjectNode query,
        TimeFrame frame,
        EventOrder order,
        int limit,
        @Nullable ArrayNode after,
        List<String> members) {
    /** Up to how many events are counted; more are told as at least as many. */
    static final int MAX_COUNTED = 10_000;

    private static final Set<String> PARAMETERS = with(ListRequest.PARAMETERS, Set.of());
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_@.-]{1,256}");

    EventRequest {
        members = List.copyOf(members);
    }

    /** Reads and checks the parameters of a page. */
    static EventRequest of(Context ctx, EventSchema schema, Instant now) {
        QueryParams params = new QueryParams(ctx, PARAMETERS);
        TimeFrame frame = TimeFrame.of(params, now);
        EventOrder order = EventOrder.of(params, schema);
        EventCursor cursor = cursor(params, order);
        int limit = params.limit();
        List<String> members = params.texts("fields");
        Query filter = ListRequest.query(params, schema.filterable(), now);
        params.check();
        TimeFrame whole = cursor == null ? frame : cursor.frame();
        ArrayNode after = cursor == null ? null : cursor.after();
        return new EventRequest(query(whole, filter, schema), whole, order, limit, after, members);
    }

    /** What a filter wants of a time frame. */
    static ObjectNode query(TimeFrame frame, Query filter, EventSchema schema) {
        return ElasticQueries.every(List.of(frame.query(), ElasticFilter.of(filter, schema)));
    }

    /** Names of parameters with those of the time frame. */
    static Set<String> with(Set<String> some, Set<String> more) {
        Set<String> all = new HashSet<>(TimeFrame.PARAMETERS);
        all.addAll(some);
        all.addAll(more);
        return Set.copyOf(all);
    }

    /** The page after an event. */
    EventRequest after(ArrayNode place, int most) {
        return new EventRequest(query, frame, order, most, place, members);
    }

    /** The search: one event more than wanted tells whether there is a next page. */
    ObjectNode body() {
        ObjectNode body = Json.object().put("size", limit + 1).put("track_total_hits", MAX_COUNTED);
        body.set("query", query);
        body.set("sort", order.sort());
        if (after != null) {
            body.set("search_after", after);
        }
        if (!members.isEmpty() && members.stream().allMatch(m -> NAME.matcher(m).matches())) {
            ArrayNode source = body.putArray("_source");
            members.forEach(source::add);
            source.add("event.id");
        }
        return body;
    }

    private static @Nullable EventCursor cursor(QueryParams params, EventOrder order) {
        String text = params.one("cursor");
        EventCursor cursor = text == null ? null : EventCursor.parse(text, order);
        if (text != null && cursor == null) {
            params.fault(
                    "cursor",
                    "Expected the member next of an earlier page of the same order, but found another text");
        }
        return cursor;
    }
}
