package dev.tocsin.desk.note;

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
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.store.Ids;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/**
 * Notes over HTTP, of incidents or of alerts: add and list. Adding needs no If-Match, for it never
 * collides.
 */
public final class NoteHandler {
    private static final int MAX_TEXT = 20_000;

    private final Kind kind;
    private final String name;
    private final NoteStore notes;
    private final Subjects subjects;
    private final Ids ids;
    private final InstantSource clock;

    /**
     * @param kind of the subjects
     * @param name what notes are called in the path and in the history
     */
    public NoteHandler(
            Kind kind,
            String name,
            NoteStore notes,
            Subjects subjects,
            Ids ids,
            InstantSource clock) {
        this.kind = kind;
        this.name = name;
        this.notes = notes;
        this.subjects = subjects;
        this.ids = ids;
        this.clock = clock;
    }

    /** The routes. */
    public List<Route> routes() {
        String path = "/api/v1/" + Texts.name(kind) + "s/{id}/" + name;
        return List.of(
                Route.get(path, Access.VIEWER, this::list),
                Route.post(path, Access.ANALYST, this::add));
    }

    private void list(Context ctx) {
        QueryParams query = new QueryParams(ctx, Set.of("limit", "cursor"));
        PageRequest page = query.page();
        query.check();
        String subject = ctx.pathParam("id");
        subjects.version(subject);
        List<Note> fetched = notes.list(subject, page);
        Responses.page(
                ctx,
                page.items(fetched).stream().map(Note::toJson).toList(),
                page.next(fetched, n -> new Cursor(0, n.id())));
    }

    private void add(Context ctx) {
        Fields fields = new Fields(Body.object(ctx), Set.of("text"));
        String text = fields.text("text", MAX_TEXT);
        fields.check();
        String subject = ctx.pathParam("id");
        long version = subjects.version(subject);
        String author = Gate.principal(ctx).name();
        Note note = new Note(ids.next(), subject, text, author, clock.millis());
        FieldChange added = FieldChange.of(name, (String) null, note.id());
        Change change =
                new Author(author, ids, clock)
                        .change(kind, subject, "noted", version, List.of(added), null);
        // First: a crash in between must not hide the note from who asks for what changed.
        subjects.touch(subject, note.createdAtMs());
        notes.insert(note, change);
        Responses.json(ctx, 201, note.toJson());
    }
}
