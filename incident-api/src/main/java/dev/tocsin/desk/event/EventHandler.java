package dev.tocsin.desk.event;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.query.FieldType;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import java.util.List;
import java.util.Set;

/** One event by its id, what it came in, and what is around it; and which fields events have. */
final class EventHandler {
    private static final String ALL = "/api/v1/events";
    private static final String ONE = ALL + "/{id}";

    private final EventSearch events;
    private final RawEvents raw;

    EventHandler(EventSearch events, RawEvents raw) {
        this.events = events;
        this.raw = raw;
    }

    /** The routes. */
    List<Route> routes() {
        return List.of(
                Route.get(ALL + "/fields", Access.VIEWER, this::fields),
                Route.get(ONE, Access.VIEWER, this::show),
                Route.get(ONE + "/raw", Access.VIEWER, this::raw),
                Route.get(ONE + "/surrounding", Access.VIEWER, this::surrounding));
    }

    private void show(Context ctx) throws InterruptedException {
        EventSearch.Found found = events.require(ctx.pathParam("id"));
        ObjectNode event = found.event();
        event.set("pivots", Pivots.of(found, events.schema()));
        Responses.json(ctx, 200, event);
    }

    /** Senders decide what it is: so it is a file to save, and never a page to show. */
    private void raw(Context ctx) throws InterruptedException {
        byte[] bytes = raw.of(events.require(ctx.pathParam("id")).event());
        if (bytes == null) {
            throw ProblemException.notFound(
                    "what the event came in, either on its topic or in event.original");
        }
        ctx.header("Content-Disposition", "attachment; filename=\"event.raw\"");
        ctx.contentType("application/octet-stream").result(bytes);
    }

    private void surrounding(Context ctx) throws InterruptedException {
        Surroundings around = Surroundings.of(ctx);
        EventSearch.Found found = events.require(ctx.pathParam("id"));
        Responses.json(ctx, 200, around.find(ctx, found, events));
    }

    private void fields(Context ctx) throws InterruptedException {
        QueryParams params = new QueryParams(ctx, Set.of("prefix"));
        String prefix = params.one("prefix");
        params.check();
        ObjectNode json = Json.object();
        ArrayNode items = json.putArray("items");
        for (EventField field : events.schema().startingWith(prefix == null ? "" : prefix)) {
            FieldType type = field.type();
            items.addObject()
                    .put("name", field.name())
                    .put("type", type == null ? "other" : Texts.name(type))
                    .put("searchable", field.searchable())
                    .put("sortable", field.sortable())
                    .put("open", field.isFlattened());
        }
        Responses.json(ctx, 200, json);
    }
}
