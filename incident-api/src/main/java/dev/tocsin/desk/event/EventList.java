package dev.tocsin.desk.event;

import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import io.javalin.http.Context;
import java.util.List;

/** Events that a filter wants: by page, and as a file. */
final class EventList {
    private static final String PATH = "/api/v1/events";

    private final EventSearch events;

    EventList(EventSearch events) {
        this.events = events;
    }

    /** The routes; they must stand before that of one event. */
    List<Route> routes() {
        return List.of(
                Route.get(PATH, Access.VIEWER, this::list),
                Route.get(PATH + "/export", Access.VIEWER, this::export));
    }

    private void list(Context ctx) throws InterruptedException {
        EventRequest request = EventRequest.of(ctx, events.schema(), events.now());
        Responses.json(ctx, 200, events.page(request).toJson(request));
    }

    private void export(Context ctx) throws InterruptedException {
        new EventExport(events).write(ctx);
    }
}
