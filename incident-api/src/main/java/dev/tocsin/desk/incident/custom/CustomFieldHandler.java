package dev.tocsin.desk.incident.custom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.HistoryHandler;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Body;
import dev.tocsin.desk.http.Preconditions;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.store.Ids;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Definitions of custom fields over HTTP: list, define, read, change, retire, delete. */
public final class CustomFieldHandler {
    private static final String ALL = "/api/v1/custom-fields";
    private static final String ONE = ALL + "/{name}";

    private final CustomFieldStore store;
    private final HistoryHandler history;
    private final Ids ids;
    private final InstantSource clock;

    public CustomFieldHandler(
            CustomFieldStore store, HistoryHandler history, Ids ids, InstantSource clock) {
        this.store = store;
        this.history = history;
        this.ids = ids;
        this.clock = clock;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                Route.get(ALL, Access.VIEWER, this::list),
                Route.making(ALL, Access.ADMIN, this::add),
                Route.get(ONE, Access.VIEWER, this::show),
                Route.patch(ONE, Access.ADMIN, this::change),
                Route.delete(ONE, Access.ADMIN, this::delete),
                Route.get(ONE + "/history", Access.VIEWER, this::history));
    }

    private void list(Context ctx) {
        new QueryParams(ctx, Set.of()).check();
        Responses.page(ctx, store.all().stream().map(StoredField::toJson).toList(), null);
    }

    private void add(Context ctx) {
        CustomField field = CustomFieldReader.creation(Body.object(ctx));
        StoredField earlier = store.made(field.name(), author(ctx));
        StoredField made = earlier == null ? added(field, author(ctx)) : earlier;
        ctx.header("Location", ALL + "/" + field.name());
        Responses.resource(ctx, 201, made.toJson(), made.version());
    }

    private StoredField added(CustomField field, Author author) {
        if (store.all().size() >= CustomFieldStore.MAX_FIELDS) {
            throw ProblemException.conflict(
                    "Expected fewer than "
                            + CustomFieldStore.MAX_FIELDS
                            + " custom fields, but found as many; delete some that are not used");
        }
        StoredField made = store.add(field, author);
        if (made == null) {
            throw ProblemException.conflict(
                    "Expected a name that no custom field has, but there is one "
                            + field.name()
                            + "; when it is retired, set its member retired to false");
        }
        return made;
    }

    private void show(Context ctx) {
        StoredField field = require(ctx);
        Responses.resource(ctx, 200, field.toJson(), field.version());
    }

    private void change(Context ctx) {
        Preconditions.requireHeader(ctx);
        ObjectNode patch = Body.mergePatch(ctx);
        StoredField read = require(ctx);
        Preconditions.requireMatch(ctx, read.version());
        CustomField by = CustomFieldReader.patch(patch, read.field());
        StoredField after = by.equals(read.field()) ? read : store.replace(read, by, author(ctx));
        if (after == null) {
            throw ProblemException.stale(Preconditions.etag(require(ctx).version()));
        }
        Responses.resource(ctx, 200, after.toJson(), after.version());
    }

    private void delete(Context ctx) {
        Preconditions.requireHeader(ctx);
        StoredField read = require(ctx);
        Preconditions.requireMatch(ctx, read.version());
        long inUse = store.inUse(read.field().name());
        if (inUse > 0) {
            throw ProblemException.conflict(
                    "Expected a field of which no incident has a value, but found "
                            + inUse
                            + " incidents with one; retire it instead: set its member retired to true");
        }
        if (!store.delete(read, author(ctx))) {
            throw ProblemException.stale(Preconditions.etag(require(ctx).version()));
        }
        ctx.status(204);
    }

    private void history(Context ctx) {
        history.list(ctx, StoredField.id(require(ctx).field().name()));
    }

    private StoredField require(Context ctx) {
        String name = ctx.pathParam("name");
        StoredField field = store.find(name);
        if (field == null) {
            throw ProblemException.notFound("a custom field with the name " + name);
        }
        return field;
    }

    private Author author(Context ctx) {
        return Gate.author(ctx, ids, clock);
    }
}
