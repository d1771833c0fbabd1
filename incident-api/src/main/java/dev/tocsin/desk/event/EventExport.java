package dev.tocsin.desk.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.DocumentFile;
import dev.tocsin.desk.http.DocumentFile.Format;
import dev.tocsin.desk.http.ListRequest;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.query.Query;
import io.javalin.http.Context;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The events of a search as a file, read page by page while it is written. */
final class EventExport {
    /** The most events of a file. */
    static final int MAX_EVENTS = 100_000;

    private static final int PAGE = 500;
    private static final List<String> COLUMNS =
            List.of(
                    "@timestamp",
                    "event.id",
                    "event.category",
                    "event.action",
                    "event.outcome",
                    "host.name",
                    "user.name",
                    "source.ip",
                    "source.port",
                    "destination.ip",
                    "destination.port",
                    "process.name",
                    "process.command_line",
                    "message");

    private final EventSearch events;

    EventExport(EventSearch events) {
        this.events = events;
    }

    void write(Context ctx) throws InterruptedException {
        EventSchema schema = events.schema();
        QueryParams params =
                new QueryParams(
                        ctx, EventRequest.with(Set.of("q", "sort"), Set.of("fields", "format")));
        TimeFrame frame = TimeFrame.of(params, events.now());
        EventOrder order = EventOrder.of(params, schema);
        List<String> members = params.texts("fields");
        Query filter = ListRequest.query(params, schema.filterable(), events.now());
        Format format = DocumentFile.format(params);
        params.check();
        EventRequest first =
                new EventRequest(
                        EventRequest.query(frame, filter, schema),
                        frame,
                        order,
                        PAGE,
                        null,
                        members);
        EventPage page = whole(events.page(first));
        if (!page.exact() || page.total() > MAX_EVENTS) {
            ctx.header("Tocsin-At-Most", "" + MAX_EVENTS);
        }
        DocumentFile file = new DocumentFile("events", format, COLUMNS, members);
        file.write(ctx, new Pages(first, page));
    }

    /** A file cannot say what it lacks. */
    private static EventPage whole(EventPage page) {
        if (page.incomplete() != null) {
            throw ProblemException.unavailable(page.incomplete());
        }
        return page;
    }

    /** The pages from the first one on. */
    private final class Pages implements DocumentFile.Source {
        private final EventRequest request;
        private @Nullable EventPage next;
        private int told;

        Pages(EventRequest request, EventPage first) {
            this.request = request;
            this.next = first;
        }

        @Override
        public @Nullable List<ObjectNode> next() throws InterruptedException {
            EventPage page = next;
            if (page == null) {
                return null;
            }
            told += page.events().size();
            next =
                    page.last() == null || told >= MAX_EVENTS
                            ? null
                            : whole(events.page(request.after(page.last(), PAGE)));
            return page.events();
        }
    }
}
