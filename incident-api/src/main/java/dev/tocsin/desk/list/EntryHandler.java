package dev.tocsin.desk.list;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Body;
import dev.tocsin.desk.http.Cursor;
import dev.tocsin.desk.http.PageRequest;
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

/** Entries of lists: show, add one, add many, change, remove. */
public final class EntryHandler {
    private static final String ALL = ListHandler.ONE + "/entries";
    private static final String ONE = ALL + "/{id}";

    private final ListStore lists;
    private final ListEditor editor;
    private final Ids ids;
    private final InstantSource clock;

    public EntryHandler(ListStore lists, ListEditor editor, Ids ids, InstantSource clock) {
        this.lists = lists;
        this.editor = editor;
        this.ids = ids;
        this.clock = clock;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                Route.get(ALL, Access.VIEWER, this::list),
                Route.making(ALL, Access.ANALYST, this::add),
                Route.post(ListHandler.ONE + "/import", Access.ANALYST, this::addMany),
                Route.get(ONE, Access.VIEWER, this::show),
                Route.patch(ONE, Access.ANALYST, this::change),
                Route.delete(ONE, Access.ANALYST, this::remove));
    }

    private void list(Context ctx) {
        QueryParams query = new QueryParams(ctx, Set.of("value", "limit", "cursor"));
        List<String> values = query.texts("value").stream().map(ListEntry::key).toList();
        PageRequest page = query.page();
        query.check();
        StoredList list = ListHandler.require(lists, ctx);
        Cursor after = page.after();
        List<ListEntry> found =
                list.inForce(clock.millis()).stream()
                        .filter(entry -> values.isEmpty() || values.contains(entry.key()))
                        .filter(entry -> after == null || entry.key().compareTo(after.id()) > 0)
                        .limit(page.fetch())
                        .toList();
        Responses.page(
                ctx,
                page.items(found).stream().map(ListEntry::toJson).toList(),
                page.next(found, entry -> new Cursor(0, entry.key())));
    }

    private void add(Context ctx) {
        ObjectNode body = Body.object(ctx);
        StoredList list = ListHandler.requireWritable(lists, ctx);
        Author author = author(ctx);
        ListEntry entry = EntryReader.of(list.kind(), author, lists).read(body);
        StoredList after = editor.put(list.name(), List.of(entry), false, entry.reason(), author);
        ListEntry added = Objects.requireNonNull(after.entries().get(entry.key()));
        ctx.header("Location", ListHandler.ALL + "/" + list.name() + "/entries/" + added.id());
        Responses.resource(ctx, 201, added.toJson(), added.version());
    }

    private void addMany(Context ctx) {
        QueryParams query = new QueryParams(ctx, Set.of("replace"));
        boolean all = query.texts("replace").contains("true");
        query.check();
        StoredList list = ListHandler.requireWritable(lists, ctx);
        Author author = author(ctx);
        EntryImport read = EntryImport.of(rows(ctx), EntryReader.of(list.kind(), author, lists));
        if (all ? read.isWhole() : !read.entries().isEmpty()) {
            editor.put(list.name(), read.entries(), all, null, author);
        }
        Responses.json(ctx, 200, read.toJson(all));
    }

    private static List<ImportRows.Row> rows(Context ctx) {
        return switch (Body.mediaType(ctx)) {
            case "text/csv" -> ImportRows.csv(ctx.bodyAsBytes());
            case "application/x-ndjson" -> ImportRows.ndjson(ctx.bodyAsBytes());
            default -> ImportRows.json(Body.object(ctx));
        };
    }

    private void show(Context ctx) {
        ListEntry entry =
                ListHandler.require(lists, ctx).entry(ctx.pathParam("id"), clock.millis());
        if (entry == null) {
            throw ProblemException.notFound("an entry with the id " + ctx.pathParam("id"));
        }
        Responses.resource(ctx, 200, entry.toJson(), entry.version());
    }

    private void change(Context ctx) {
        Preconditions.requireHeader(ctx);
        ObjectNode patch = Body.mergePatch(ctx);
        StoredList list = ListHandler.requireWritable(lists, ctx);
        Author author = author(ctx);
        EntryReader reader = EntryReader.of(list.kind(), author, lists);
        ListEntry changed =
                editor.change(
                        list.name(),
                        ctx.pathParam("id"),
                        ListEditor.matching(ctx),
                        entry -> reader.patch(entry, patch),
                        author);
        Responses.resource(ctx, 200, changed.toJson(), changed.version());
    }

    private void remove(Context ctx) {
        Preconditions.requireHeader(ctx);
        String name = ListHandler.requireWritable(lists, ctx).name();
        editor.remove(name, ctx.pathParam("id"), ListEditor.matching(ctx), author(ctx));
        ctx.status(204);
    }

    private Author author(Context ctx) {
        return Gate.author(ctx, ids, clock);
    }
}
