package dev.tocsin.desk.incident.link;

import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Body;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.http.Mentions;
import dev.tocsin.desk.http.Preconditions;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.incident.IncidentDesk;
import dev.tocsin.desk.incident.IncidentVisibility;
import dev.tocsin.desk.store.Ids;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Links of incidents over HTTP: list, make, read, remove. */
public final class LinkHandler {
    private static final String ALL = "/api/v1/incidents/{id}/links";
    private static final String ONE = ALL + "/{link}";
    private static final Set<String> MEMBERS =
            new LinkedHashSet<>(List.of("relation", "incident", "comment"));
    private static final int MAX_ID = 100;
    private static final int MAX_COMMENT = 4_000;

    private final IncidentLinks links;
    private final IncidentDesk desk;
    private final IncidentVisibility visibility;
    private final Ids ids;
    private final InstantSource clock;

    public LinkHandler(
            IncidentLinks links,
            IncidentDesk desk,
            IncidentVisibility visibility,
            Ids ids,
            InstantSource clock) {
        this.links = links;
        this.desk = desk;
        this.visibility = visibility;
        this.ids = ids;
        this.clock = clock;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                Route.get(ALL, Access.VIEWER, this::list),
                Route.making(ALL, Access.ANALYST, this::make),
                Route.get(ONE, Access.VIEWER, this::show),
                Route.delete(ONE, Access.ANALYST, this::remove));
    }

    private void list(Context ctx) {
        new QueryParams(ctx, Set.of()).check();
        String incident = incident(ctx);
        List<Link> all = links.of(incident);
        Set<String> hidden =
                visibility.among(
                        Gate.principal(ctx), all.stream().map(l -> l.other(incident)).toList());
        Responses.page(
                ctx,
                all.stream()
                        .filter(link -> !hidden.contains(link.other(incident)))
                        .map(link -> link.toJson(incident))
                        .toList(),
                null);
    }

    private void make(Context ctx) {
        Fields fields = new Fields(Body.object(ctx), MEMBERS);
        String incident = incident(ctx);
        Link wanted = read(ctx, fields, incident);
        fields.check();
        IncidentLinks.Made made = links.make(wanted, Gate.author(ctx, ids, clock));
        Mentions.add(ctx, made.link().other(incident));
        ctx.header("Location", "/api/v1/incidents/" + incident + "/links/" + made.link().id());
        Responses.resource(
                ctx, made.isNew() ? 201 : 200, made.link().toJson(incident), made.link().version());
    }

    private Link read(Context ctx, Fields fields, String incident) {
        Relation relation = fields.optionalEnum("relation", Relation.class);
        if (!fields.has("relation")) {
            fields.fault("relation", "Expected a value, but found none");
        }
        fields.notNull("relation");
        String other = fields.text("incident", MAX_ID);
        String comment = fields.optionalText("comment", MAX_COMMENT);
        if (other.equals(incident)) {
            fields.fault("incident", "Expected another incident, but found the same");
        } else if (!other.isEmpty() && !visibility.isVisible(ctx, other)) {
            fields.fault("incident", "Expected the id of an incident, but there is no " + other);
        }
        Relation read = relation == null ? Relation.RELATED_TO : relation;
        return link(ctx, incident, read, other, comment);
    }

    private Link link(
            Context ctx,
            String incident,
            Relation relation,
            String other,
            @Nullable String comment) {
        boolean forward = relation.isDirected() ? relation.isKept() : incident.compareTo(other) < 0;
        return new Link(
                forward ? incident : other,
                relation.isKept() ? relation : relation.inverse(),
                forward ? other : incident,
                comment,
                1,
                clock.millis(),
                Gate.principal(ctx).name());
    }

    private void show(Context ctx) {
        String incident = incident(ctx);
        Link link = visible(ctx, incident);
        Responses.resource(ctx, 200, link.toJson(incident), link.version());
    }

    private void remove(Context ctx) {
        Preconditions.requireHeader(ctx);
        String incident = incident(ctx);
        Link link = visible(ctx, incident);
        Preconditions.requireMatch(ctx, link.version());
        if (!links.remove(link, Gate.author(ctx, ids, clock))) {
            throw ProblemException.stale(
                    Preconditions.etag(links.require(incident, link.id()).version()));
        }
        ctx.status(204);
    }

    /** A link to an incident that the caller may not see is not there. */
    private Link visible(Context ctx, String incident) {
        String id = ctx.pathParam("link");
        Link link = links.require(incident, id);
        if (!visibility.isVisible(ctx, link.other(incident))) {
            throw ProblemException.notFound("a link of " + incident + " with the id " + id);
        }
        return link;
    }

    private String incident(Context ctx) {
        return desk.require(ctx.pathParam("id")).id();
    }
}
