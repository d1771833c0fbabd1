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
import dev.tocsin.desk.http.Preconditions;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.store.Ids;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Notes over HTTP, of incidents or of alerts: add, list, edit, and what they said before. Adding
 * needs no If-Match, for it never collides.
 */
public final class NoteHandler {
    /** The most characters of a note. */
    static final int MAX_TEXT = NoteWriter.MAX_TEXT;

    /** The most versions of a note: with the largest texts they fit into one document. */
    static final int MAX_VERSIONS = 100;

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
        String path = path("{id}");
        String one = path + "/{note}";
        return List.of(
                Route.get(path, Access.VIEWER, this::list),
                Route.making(path, Access.ANALYST, this::add),
                Route.get(one, Access.VIEWER, this::show),
                Route.patch(one, Access.ANALYST, this::edit),
                Route.get(one + "/revisions", Access.VIEWER, this::revisions));
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
        Author author = Gate.author(ctx, ids, clock);
        Note note = new NoteWriter(kind, name, notes, subjects).add(subject, version, text, author);
        ctx.header("Location", path(subject) + "/" + note.id());
        Responses.resource(ctx, 201, note.toJson(), note.version());
    }

    private void show(Context ctx) {
        subjects.version(ctx.pathParam("id"));
        Note note = require(ctx);
        Responses.resource(ctx, 200, note.toJson(), note.version());
    }

    private void edit(Context ctx) {
        Preconditions.requireHeader(ctx);
        Fields fields = new Fields(Body.mergePatch(ctx), Set.of("text"));
        String text = fields.text("text", MAX_TEXT);
        fields.check();
        long version = subjects.version(ctx.pathParam("id"));
        Note read = require(ctx);
        Preconditions.requireMatch(ctx, read.version());
        Note after = read.text().equals(text) ? read : edit(ctx, read, text, version);
        if (after == null) {
            throw ProblemException.stale(Preconditions.etag(require(ctx).version()));
        }
        Responses.resource(ctx, 200, after.toJson(), after.version());
    }

    /** The history tells the versions: what they said is among the revisions. */
    private @Nullable Note edit(Context ctx, Note read, String text, long version) {
        if (read.version() >= MAX_VERSIONS) {
            throw ProblemException.conflict(
                    "Expected at most "
                            + MAX_VERSIONS
                            + " versions of a note, but there are as many already. Write a new one");
        }
        FieldChange edited =
                FieldChange.of(
                        name + "/" + read.id() + "/version",
                        "" + read.version(),
                        "" + (read.version() + 1));
        Change change =
                Gate.author(ctx, ids, clock)
                        .change(kind, read.subject(), "changed", version, List.of(edited), null);
        subjects.touch(read.subject(), change.atMs());
        return notes.edit(read, text, change);
    }

    private void revisions(Context ctx) {
        new QueryParams(ctx, Set.of()).check();
        String subject = ctx.pathParam("id");
        subjects.version(subject);
        Note note = require(ctx);
        Responses.page(
                ctx,
                notes.revisions(subject, note.id()).stream().map(NoteRevision::toJson).toList(),
                null);
    }

    private Note require(Context ctx) {
        String id = ctx.pathParam("note");
        Note note = notes.find(ctx.pathParam("id"), id);
        if (note == null) {
            throw ProblemException.notFound("one of the " + name + " with the id " + id);
        }
        return note;
    }

    private String path(String subject) {
        return "/api/v1/" + Texts.name(kind) + "s/" + subject + "/" + name;
    }
}
