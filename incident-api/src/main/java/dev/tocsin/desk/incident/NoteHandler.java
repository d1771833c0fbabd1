package dev.tocsin.desk.incident;

import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.Change;
import dev.tocsin.desk.change.FieldChange;
import dev.tocsin.desk.change.Kind;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Body;
import dev.tocsin.desk.http.Cursor;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.http.PageRequest;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.store.Ids;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Notes over HTTP: add and list. Adding needs no If-Match, for it never collides. */
public final class NoteHandler {
    private static final String PATH = "/api/v1/incidents/{id}/notes";
    private static final int MAX_TEXT = 20_000;

    private final NoteStore notes;
    private final IncidentStore incidents;
    private final IncidentDesk desk;
    private final Ids ids;
    private final InstantSource clock;

    public NoteHandler(
            NoteStore notes,
            IncidentStore incidents,
            IncidentDesk desk,
            Ids ids,
            InstantSource clock) {
        this.notes = notes;
        this.incidents = incidents;
        this.desk = desk;
        this.ids = ids;
        this.clock = clock;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                Route.get(PATH, Access.VIEWER, this::list),
                Route.post(PATH, Access.ANALYST, this::add));
    }

    private void list(Context ctx) {
        QueryParams query = new QueryParams(ctx, Set.of("limit", "cursor"));
        PageRequest page = query.page();
        query.check();
        List<Note> fetched = notes.list(desk.require(ctx.pathParam("id")).id(), page);
        Responses.page(
                ctx,
                page.items(fetched).stream().map(Note::toJson).toList(),
                page.next(fetched, n -> new Cursor(0, n.id())));
    }

    private void add(Context ctx) {
        Fields fields = new Fields(Body.object(ctx), Set.of("text"));
        String text = fields.text("text", MAX_TEXT);
        fields.check();
        Incident incident = desk.require(ctx.pathParam("id"));
        String name = Gate.principal(ctx).name();
        Note note = new Note(ids.next(), incident.id(), text, name, clock.millis());
        Change change =
                new Author(name, ids, clock)
                        .change(
                                Kind.INCIDENT,
                                incident.id(),
                                "noted",
                                incident.version(),
                                List.of(FieldChange.of("notes", (String) null, note.id())),
                                null);
        incidents.touch(incident.id(), note.createdAtMs());
        notes.insert(note, change);
        Responses.json(ctx, 201, note.toJson());
    }
}
