package dev.tocsin.desk.incident;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.model.Filters;
import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.auth.Principal;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.DocumentFile;
import dev.tocsin.desk.http.ListRequest;
import dev.tocsin.desk.http.Members;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.incident.custom.CustomFields;
import dev.tocsin.desk.incident.sla.SlaView;
import dev.tocsin.desk.query.FacetCounts;
import dev.tocsin.desk.query.Field;
import dev.tocsin.desk.query.Place;
import dev.tocsin.desk.query.Selection;
import dev.tocsin.desk.query.SortOrder;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Lists of incidents: by page, as counts of their values, and whole as a file. The store filters;
 * the newest come from it in their order, any other order is made here, of all that it finds.
 */
public final class IncidentList {
    private static final String PATH = "/api/v1/incidents";
    private static final String CREATED_AT = "created_at";
    private static final String NEWEST_FIRST = "-" + CREATED_AT;
    private static final List<String> COLUMNS =
            List.of(
                    "id",
                    "title",
                    "kind",
                    "severity",
                    "status",
                    "phase",
                    "tlp",
                    "pap",
                    "assignees",
                    "tags",
                    CREATED_AT,
                    "created_by",
                    "acknowledged_at",
                    "reported_at",
                    "verified_at",
                    "contained_at",
                    "mitigated_at",
                    "resolved_at",
                    "closed_at",
                    "updated_at");
    private static final List<Field> FACETS =
            Stream.of("status", "severity", "kind", "phase", "tlp", "assignee", "tag", "template")
                    .map(name -> Objects.requireNonNull(IncidentFilter.FIELDS.find(name)))
                    .toList();

    private final IncidentStore incidents;
    private final Supplier<CustomFields> custom;
    private final SlaView sla;
    private final InstantSource clock;

    public IncidentList(
            IncidentStore incidents,
            Supplier<CustomFields> custom,
            SlaView sla,
            InstantSource clock) {
        this.incidents = incidents;
        this.custom = custom;
        this.sla = sla;
        this.clock = clock;
    }

    /** The routes; they must stand before that of one incident. */
    public List<Route> routes() {
        return List.of(
                Route.get(PATH, Access.VIEWER, this::list),
                Route.get(PATH + "/facets", Access.VIEWER, this::facets),
                Route.get(PATH + "/export", Access.VIEWER, this::export));
    }

    private void list(Context ctx) {
        QueryParams params = new QueryParams(ctx, with(ListRequest.PARAMETERS));
        ListRequest request = request(params, custom.get());
        Bson filter = IncidentQuery.of(params, request.query(), Gate.principal(ctx));
        params.check();
        List<Selection.Found<Incident>> found =
                found(filter, request.order(), request.after(), request.limit() + 1);
        boolean more = found.size() > request.limit();
        List<Selection.Found<Incident>> page = more ? found.subList(0, request.limit()) : found;
        Responses.page(
                ctx,
                sla.of(page.stream().map(Selection.Found::item).toList()).stream()
                        .map(one -> Members.of(one, request.members()))
                        .toList(),
                more ? page.getLast().place().text() : null);
    }

    private List<Selection.Found<Incident>> found(
            Bson filter, SortOrder order, @Nullable Place after, int most) {
        Selection<Incident> selection = new Selection<>(order, after, most);
        if (isNewestFirst(order)) {
            incidents
                    .newest(Filters.and(filter, older(after)), most)
                    .forEach(i -> offer(selection, i));
        } else {
            incidents.each(filter, incident -> offer(selection, incident));
        }
        return selection.inOrder();
    }

    private static void offer(Selection<Incident> selection, Incident incident) {
        selection.offer(incident, incident.id(), IncidentFilter.subject(incident));
    }

    private static boolean isNewestFirst(SortOrder order) {
        return order.keys().size() == 1
                && order.keys().getFirst().descending()
                && order.keys().getFirst().field().name().equals(CREATED_AT);
    }

    private static Bson older(@Nullable Place after) {
        if (after == null || !(after.values().getFirst() instanceof Number at)) {
            return Filters.empty();
        }
        return Filters.or(
                Filters.lt(CREATED_AT, at.longValue()),
                Filters.and(Filters.eq(CREATED_AT, at.longValue()), Filters.lt("_id", after.id())));
    }

    private void facets(Context ctx) {
        QueryParams params = new QueryParams(ctx, with(Set.of("q")));
        CustomFields fields = custom.get();
        Bson filter =
                IncidentQuery.of(
                        params,
                        ListRequest.query(params, IncidentFilter.fields(fields), clock.instant()),
                        Gate.principal(ctx));
        params.check();
        List<Field> counted = new ArrayList<>(FACETS);
        counted.addAll(fields.counted());
        FacetCounts facets = new FacetCounts(counted);
        incidents.each(filter, incident -> facets.add(IncidentFilter.subject(incident)));
        Responses.json(ctx, 200, facets.toJson());
    }

    private void export(Context ctx) throws InterruptedException {
        QueryParams params = new QueryParams(ctx, with(Set.of("q", "sort", "fields", "format")));
        CustomFields fields = custom.get();
        ListRequest request = request(params, fields);
        Principal caller = Gate.principal(ctx);
        Bson filter = IncidentQuery.of(params, request.query(), caller);
        DocumentFile.Format format = DocumentFile.format(params);
        params.check();
        Selection<String> found = new Selection<>(request.order(), null, Integer.MAX_VALUE - 1);
        incidents.each(
                filter,
                incident ->
                        found.offer(
                                incident.id(), incident.id(), IncidentFilter.subject(incident)));
        List<String> ids = found.inOrder().stream().map(Selection.Found::item).toList();
        new DocumentFile("incidents", format, columns(fields), request.members())
                .write(ctx, DocumentFile.Source.of(ids, some -> documents(some, caller)));
    }

    /** The documents of some incidents, in the order of the ids. */
    private List<ObjectNode> documents(List<String> ids, Principal caller) {
        Map<String, Incident> found = incidents.findAll(ids);
        return ids.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .filter(incident -> isSeen(incident, caller))
                .map(Incident::toJson)
                .toList();
    }

    /** It may have been restricted since the filter was asked. */
    private static boolean isSeen(Incident incident, Principal caller) {
        return Restriction.admits(incident.content().restricted(), caller);
    }

    private static List<String> columns(CustomFields fields) {
        return Stream.concat(COLUMNS.stream(), fields.columns().stream()).toList();
    }

    private ListRequest request(QueryParams params, CustomFields fields) {
        return ListRequest.of(params, IncidentFilter.fields(fields), NEWEST_FIRST, clock.instant());
    }

    private static Set<String> with(Set<String> more) {
        Set<String> all = new HashSet<>(IncidentQuery.PARAMETERS);
        all.addAll(more);
        return all;
    }
}
