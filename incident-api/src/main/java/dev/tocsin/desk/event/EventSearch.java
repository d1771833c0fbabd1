package dev.tocsin.desk.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.json.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events in Elasticsearch, when there is one. Thread-safe. */
final class EventSearch {
    private final @Nullable EventIndex index;
    private final @Nullable EventFields fields;
    private final InstantSource clock;

    /**
     * @param index null when there is no Elasticsearch
     */
    EventSearch(@Nullable EventIndex index, InstantSource clock) {
        this.index = index;
        this.fields = index == null ? null : new EventFields(index, clock);
        this.clock = clock;
    }

    /**
     * An event and its place in the order of time.
     *
     * @param event the document
     * @param place its values in {@link EventOrder#byTime}
     */
    record Found(ObjectNode event, ArrayNode place) {
        long timeMs() {
            return place.path(0).asLong();
        }
    }

    Instant now() {
        return clock.instant();
    }

    /** The fields that events have now. */
    EventSchema schema() throws InterruptedException {
        if (fields == null) {
            throw none();
        }
        return fields.schema();
    }

    /** The answer to a search. */
    JsonNode search(ObjectNode body) throws InterruptedException {
        if (index == null) {
            throw none();
        }
        return index.search(body);
    }

    /** One page of a search. */
    EventPage page(EventRequest request) throws InterruptedException {
        return EventPage.of(search(request.body()), request);
    }

    /**
     * The event of an id.
     *
     * @throws ProblemException 404 when there is none
     */
    Found require(String id) throws InterruptedException {
        JsonNode hit = byIds(List.of(id)).path("hits").path("hits").path(0);
        if (hit.path("_source") instanceof ObjectNode event
                && hit.path("sort") instanceof ArrayNode place) {
            return new Found(event, place);
        }
        throw ProblemException.notFound(
                "an event with the id "
                        + id
                        + " in Elasticsearch (an event is searchable a few seconds after it came)");
    }

    /** The answer with the events of some ids, the earliest first. */
    JsonNode byIds(Collection<String> ids) throws InterruptedException {
        ObjectNode body = Json.object().put("size", ids.size());
        ids.forEach(body.withObject("/query/ids").putArray("values")::add);
        body.set("sort", EventOrder.byTime(false));
        return search(body);
    }

    private static ProblemException none() {
        return ProblemException.unavailable(
                "Expected an Elasticsearch to look events up in, but none is configured. Set ELASTICSEARCH_URL");
    }
}
