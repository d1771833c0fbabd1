package dev.tocsin.desk.incident.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Body;
import dev.tocsin.desk.http.Preconditions;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.incident.custom.CustomFields;
import dev.tocsin.desk.store.Ids;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Templates of incidents over HTTP: list, make, read, replace, delete. */
public final class TemplateHandler {
    private static final String ALL = "/api/v1/incident-templates";
    private static final String ONE = ALL + "/{id}";

    private final TemplateStore templates;
    private final Supplier<CustomFields> custom;
    private final Ids ids;
    private final InstantSource clock;

    public TemplateHandler(
            TemplateStore templates, Supplier<CustomFields> custom, Ids ids, InstantSource clock) {
        this.custom = custom;
        this.templates = templates;
        this.ids = ids;
        this.clock = clock;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                Route.get(ALL, Access.VIEWER, this::list),
                Route.making(ALL, Access.RESPONDER, this::add),
                Route.get(ONE, Access.VIEWER, this::show),
                Route.put(ONE, Access.RESPONDER, this::replace),
                Route.delete(ONE, Access.RESPONDER, this::delete));
    }

    private void list(Context ctx) {
        new QueryParams(ctx, Set.of()).check();
        Responses.page(ctx, templates.all().stream().map(StoredTemplate::toJson).toList(), null);
    }

    private void add(Context ctx) {
        Template template = TemplateReader.read(Body.object(ctx), null, custom.get());
        StoredTemplate earlier = templates.made(template.id(), author(ctx));
        StoredTemplate made = earlier == null ? added(template, author(ctx)) : earlier;
        ctx.header("Location", ALL + "/" + template.id());
        Responses.resource(ctx, 201, made.toJson(), made.version());
    }

    private StoredTemplate added(Template template, Author author) {
        if (templates.count() >= TemplateStore.MAX_TEMPLATES) {
            throw ProblemException.conflict(
                    "Expected fewer than "
                            + TemplateStore.MAX_TEMPLATES
                            + " templates, but found as many; delete some that are not used");
        }
        StoredTemplate made = templates.add(template, author);
        if (made == null) {
            throw ProblemException.conflict(
                    "Expected an id that no template has, but there is one " + template.id());
        }
        return made;
    }

    private void show(Context ctx) {
        StoredTemplate template = require(ctx);
        Responses.resource(ctx, 200, template.toJson(), template.version());
    }

    private void replace(Context ctx) {
        Preconditions.requireHeader(ctx);
        ObjectNode body = Body.object(ctx);
        StoredTemplate read = requireOwn(ctx);
        Preconditions.requireMatch(ctx, read.version());
        Template by = TemplateReader.read(body, read.template().id(), custom.get());
        StoredTemplate after = templates.replace(read, by, author(ctx));
        if (after == null) {
            throw ProblemException.stale(Preconditions.etag(require(ctx).version()));
        }
        Responses.resource(ctx, 200, after.toJson(), after.version());
    }

    private void delete(Context ctx) {
        Preconditions.requireHeader(ctx);
        StoredTemplate read = requireOwn(ctx);
        Preconditions.requireMatch(ctx, read.version());
        if (!templates.delete(read, author(ctx))) {
            throw ProblemException.stale(Preconditions.etag(require(ctx).version()));
        }
        ctx.status(204);
    }

    private StoredTemplate requireOwn(Context ctx) {
        StoredTemplate template = require(ctx);
        if (template.isShipped()) {
            throw ProblemException.conflict(
                    "Expected a template that people made, but found one that comes with Tocsin. Make one with another id");
        }
        return template;
    }

    private StoredTemplate require(Context ctx) {
        String id = ctx.pathParam("id");
        StoredTemplate template = templates.find(id);
        if (template == null) {
            throw ProblemException.notFound("a template with the id " + id);
        }
        return template;
    }

    private Author author(Context ctx) {
        return Gate.author(ctx, ids, clock);
    }
}
