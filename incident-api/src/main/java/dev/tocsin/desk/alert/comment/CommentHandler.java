package dev.tocsin.desk.alert.comment;

import dev.tocsin.desk.alert.AlertStore;
import dev.tocsin.desk.alert.StoredAlert;
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
import dev.tocsin.desk.incident.Note;
import dev.tocsin.desk.incident.NoteStore;
import dev.tocsin.desk.store.Ids;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Comments over HTTP: add and list. Adding needs no If-Match, for it never collides. */
public final class CommentHandler {
    private static final String PATH = "/api/v1/alerts/{id}/comments";
    private static final int MAX_TEXT = 20_000;

    private final NoteStore comments;
    private final AlertStore alerts;
    private final Ids ids;
    private final InstantSource clock;

    public CommentHandler(NoteStore comments, AlertStore alerts, Ids ids, InstantSource clock) {
        this.comments = comments;
        this.alerts = alerts;
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
        List<Note> fetched = comments.list(alerts.require(ctx.pathParam("id")).id(), page);
        Responses.page(
                ctx,
                page.items(fetched).stream().map(Note::toJson).toList(),
                page.next(fetched, c -> new Cursor(0, c.id())));
    }

    private void add(Context ctx) {
        Fields fields = new Fields(Body.object(ctx), Set.of("text"));
        String text = fields.text("text", MAX_TEXT);
        fields.check();
        StoredAlert alert = alerts.require(ctx.pathParam("id"));
        String name = Gate.principal(ctx).name();
        Note comment = new Note(ids.next(), alert.id(), text, name, clock.millis());
        Change change =
                new Author(name, ids, clock)
                        .change(
                                Kind.ALERT,
                                alert.id(),
                                "noted",
                                alert.version(),
                                List.of(FieldChange.of("comments", (String) null, comment.id())),
                                null);
        comments.insert(comment, change);
        alerts.touch(alert.id(), comment.createdAtMs());
        Responses.json(ctx, 201, comment.toJson());
    }
}
