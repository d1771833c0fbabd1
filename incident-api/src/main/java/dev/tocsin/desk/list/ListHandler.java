package dev.tocsin.desk.list;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.HistoryHandler;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Body;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.http.Preconditions;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.store.Ids;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** Lists as a whole: make, show, describe, delete, and what happened to one. */
public final class ListHandler {
    static final String ALL = "/api/v1/lists";
    static final String ONE = ALL + "/{name}";

    /** What lists are called; rules write it between percent signs. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private static final int MAX_DESCRIPTION = 1_000;

    private final ListStore lists;
    private final ListEditor editor;
    private final ListOwners owners;
    private final HistoryHandler history;
    private final Ids ids;
    private final InstantSource clock;

    public ListHandler(
            ListStore lists,
            ListEditor editor,
            ListOwners owners,
            HistoryHandler history,
            Ids ids,
            InstantSource clock) {
        this.lists = lists;
        this.editor = editor;
        this.owners = owners;
        this.history = history;
        this.ids = ids;
        this.clock = clock;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                Route.get(ALL, Access.VIEWER, this::list),
                Route.making(ALL, Access.ANALYST, this::create),
                Route.get(ONE, Access.VIEWER, this::show),
                Route.patch(ONE, Access.ANALYST, this::describe),
                Route.delete(ONE, Access.ANALYST, this::delete),
                Route.get(ONE + "/history", Access.VIEWER, this::history));
    }

    private void list(Context ctx) {
        new QueryParams(ctx, Set.of()).check();
        long now = clock.millis();
        Responses.page(ctx, lists.all().stream().map(list -> list.toJson(now)).toList(), null);
    }

    private void create(Context ctx) {
        Fields fields = new Fields(Body.object(ctx), Set.of("name", "kind", "description"));
        String name = fields.text("name", 64);
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            fields.fault("name", "Expected a name like " + NAME + ", but found " + name);
        }
        ListKind kind = fields.optionalEnum("kind", ListKind.class);
        if (kind == null && !fields.has("kind")) {
            fields.fault("kind", "Expected the kind of the list, but found none");
        }
        fields.notNull("kind");
        String description = fields.optionalText("description", MAX_DESCRIPTION);
        fields.check();
        ListKind checked = Objects.requireNonNull(kind);
        ListAccess.require(ctx, checked);
        StoredList made = lists.made(name, author(ctx));
        if (made == null) {
            owners.requireFree(name);
            made = lists.create(name, checked, description, author(ctx));
        }
        ctx.header("Location", ALL + "/" + name);
        answer(ctx, 201, made);
    }

    private void show(Context ctx) {
        answer(ctx, 200, require(lists, ctx));
    }

    private void describe(Context ctx) {
        Preconditions.requireHeader(ctx);
        ObjectNode patch = Body.mergePatch(ctx);
        StoredList list = requireWritable(lists, ctx);
        Preconditions.requireMatch(ctx, list.version());
        Fields fields = new Fields(patch, Set.of("description"));
        String text =
                fields.has("description")
                        ? fields.optionalText("description", MAX_DESCRIPTION)
                        : list.description();
        fields.check();
        answer(ctx, 200, editor.describe(list.name(), ListEditor.matching(ctx), text, author(ctx)));
    }

    private void delete(Context ctx) {
        Preconditions.requireHeader(ctx);
        editor.delete(requireWritable(lists, ctx).name(), ListEditor.matching(ctx), author(ctx));
        ctx.status(204);
    }

    private void history(Context ctx) {
        String name = ctx.pathParam("name");
        if (lists.findAlsoDeleted(name) == null) {
            throw missing(name);
        }
        history.list(ctx, name);
    }

    private void answer(Context ctx, int status, StoredList list) {
        Responses.resource(ctx, status, list.toJson(clock.millis()), list.version());
    }

    private Author author(Context ctx) {
        return Gate.author(ctx, ids, clock);
    }

    /** The list that the path names. */
    static StoredList require(ListStore lists, Context ctx) {
        String name = ctx.pathParam("name");
        StoredList list = lists.find(name);
        if (list == null) {
            throw missing(name);
        }
        return list;
    }

    /** The list that the path names, for a caller who may write it. */
    static StoredList requireWritable(ListStore lists, Context ctx) {
        StoredList list = require(lists, ctx);
        ListAccess.require(ctx, list.kind());
        return list;
    }

    private static ProblemException missing(String name) {
        return ProblemException.notFound("a list with the name " + name);
    }
}
