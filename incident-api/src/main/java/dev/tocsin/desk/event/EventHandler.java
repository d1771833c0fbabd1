package dev.tocsin.desk.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One event by its id: the evidence behind an alert. */
public final class EventHandler {
    private static final Logger LOG = LoggerFactory.getLogger(EventHandler.class);

    private final @Nullable EventLookup events;

    /**
     * @param events null when there is no Elasticsearch
     */
    public EventHandler(@Nullable EventLookup events) {
        this.events = events;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(Route.get("/api/v1/events/{id}", Access.VIEWER, this::show));
    }

    private void show(Context ctx) throws InterruptedException {
        String id = ctx.pathParam("id");
        if (events == null) {
            throw ProblemException.unavailable(
                    "Expected an Elasticsearch to look the event up, but none is configured. Set ELASTICSEARCH_URL");
        }
        JsonNode event = find(events, id);
        if (event == null) {
            throw ProblemException.notFound(
                    "an event with the id "
                            + id
                            + " in Elasticsearch (an event is searchable a few seconds after it came)");
        }
        Responses.json(ctx, 200, event);
    }

    private static @Nullable JsonNode find(EventLookup events, String id)
            throws InterruptedException {
        try {
            return events.find(id);
        } catch (IOException e) {
            LOG.warn("Expected Elasticsearch to answer, but: {}", e.toString());
            throw ProblemException.unavailable(
                    "Expected Elasticsearch to answer, but it did not. Try again in a moment");
        }
    }
}
