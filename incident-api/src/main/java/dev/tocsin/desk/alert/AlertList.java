package dev.tocsin.desk.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.AlertState;
import dev.tocsin.alert.Level;
import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.DocumentFile;
import dev.tocsin.desk.http.ListRequest;
import dev.tocsin.desk.http.Members;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.query.Criterion;
import dev.tocsin.desk.query.FacetCounts;
import dev.tocsin.desk.query.Field;
import dev.tocsin.desk.query.Query;
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
import java.util.stream.Stream;

/** Lists of alerts: by page, as counts of their values, and whole as a file. */
public final class AlertList {
    private static final String PATH = "/api/v1/alerts";
    private static final String NEWEST_FIRST = "-at";
    private static final Set<String> FILTERS =
            Set.of(
                    "status",
                    "level",
                    "state",
                    "rule",
                    "assignee",
                    "incident",
                    "folded",
                    "merged",
                    "updated_since");
    private static final List<Field> FACETS =
            Stream.of("status", "level", "state", "rule", "assignee", "verdict", "type")
                    .map(name -> Objects.requireNonNull(AlertFields.ALL.find(name)))
                    .toList();

    /** What a file of CSV has when no members are named. */
    private static final List<String> COLUMNS =
            List.of(
                    "id",
                    "@timestamp",
                    "tocsin.alert.level",
                    "triage.status",
                    "triage.verdict",
                    "triage.assignee",
                    "triage.incident",
                    "rule.id",
                    "rule.name",
                    "message",
                    "user.name",
                    "host.name",
                    "source.ip",
                    "destination.ip",
                    "tocsin.alert.count",
                    "updated_at");

    /** What says that another alert stands for one, by the parameter that shows it all the same. */
    private static final Map<String, String> LED =
            Map.of("folded", "folded_into", "merged", "merged_into");

    /** Whether alerts are listed that another one stands for. */
    private enum Led {
        HIDE,
        SHOW
    }

    private final AlertStore alerts;
    private final AlertIndex index;
    private final AlertView view;
    private final InstantSource clock;

    public AlertList(AlertStore alerts, AlertIndex index, AlertView view, InstantSource clock) {
        this.alerts = alerts;
        this.index = index;
        this.view = view;
        this.clock = clock;
    }

    /** The routes; they must stand before that of one alert. */
    public List<Route> routes() {
        return List.of(
                Route.get(PATH, Access.VIEWER, this::list),
                Route.get(PATH + "/facets", Access.VIEWER, this::facets),
                Route.get(PATH + "/export", Access.VIEWER, this::export),
                Route.get(PATH + "/{id}/folded", Access.VIEWER, ctx -> led(ctx, "folded_into")),
                Route.get(PATH + "/{id}/merged", Access.VIEWER, ctx -> led(ctx, "merged_into")));
    }

    private void list(Context ctx) {
        QueryParams params = new QueryParams(ctx, with(ListRequest.PARAMETERS));
        ListRequest request =
                ListRequest.of(params, AlertFields.ALL, NEWEST_FIRST, clock.instant());
        Query query = all(params, request.query());
        params.check();
        page(ctx, request, query);
    }

    /** The alerts that one stands for. */
    private void led(Context ctx, String by) {
        QueryParams params = new QueryParams(ctx, ListRequest.PARAMETERS);
        ListRequest request =
                ListRequest.of(params, AlertFields.ALL, NEWEST_FIRST, clock.instant());
        params.check();
        String leader = alerts.require(ctx.pathParam("id")).id();
        Query within = has(by, Criterion.In.of(List.of(leader)));
        page(ctx, request, new Query.And(List.of(request.query(), within)));
    }

    private void page(Context ctx, ListRequest request, Query query) {
        List<Selection.Found<String>> found =
                index.list(
                        query,
                        request.order(),
                        request.after(),
                        request.limit() + 1,
                        hidden(ctx, query, request.order()));
        boolean more = found.size() > request.limit();
        List<Selection.Found<String>> page = more ? found.subList(0, request.limit()) : found;
        listedSince(ctx);
        Responses.page(
                ctx,
                documents(ctx, page.stream().map(Selection.Found::item).toList()).stream()
                        .map(document -> Members.of(document, request.members()))
                        .toList(),
                more ? page.getLast().place().text() : null);
    }

    private void facets(Context ctx) {
        QueryParams params = new QueryParams(ctx, with(Set.of("q")));
        Query query = all(params, ListRequest.query(params, AlertFields.ALL, clock.instant()));
        params.check();
        FacetCounts facets =
                index.facets(query, FACETS, hidden(ctx, query, new SortOrder(List.of())));
        listedSince(ctx);
        Responses.json(ctx, 200, facets.toJson());
    }

    private void export(Context ctx) throws InterruptedException {
        QueryParams params = new QueryParams(ctx, with(Set.of("q", "sort", "fields", "format")));
        ListRequest request =
                ListRequest.of(params, AlertFields.ALL, NEWEST_FIRST, clock.instant());
        Query query = all(params, request.query());
        DocumentFile.Format format = DocumentFile.format(params);
        params.check();
        List<String> ids =
                index
                        .list(
                                query,
                                request.order(),
                                null,
                                Integer.MAX_VALUE - 1,
                                hidden(ctx, query, request.order()))
                        .stream()
                        .map(Selection.Found::item)
                        .toList();
        listedSince(ctx);
        new DocumentFile("alerts", format, COLUMNS, request.members())
                .write(ctx, DocumentFile.Source.of(ids, some -> documents(ctx, some)));
    }

    /** The documents of alerts, in the order of the ids. */
    private List<ObjectNode> documents(Context ctx, List<String> ids) {
        Map<String, StoredAlert> found = alerts.findAll(ids);
        return view.of(ctx, ids.stream().map(found::get).filter(Objects::nonNull).toList());
    }

    private Set<String> hidden(Context ctx, Query query, SortOrder order) {
        return view.hiddenFrom(Gate.principal(ctx), query, order);
    }

    private void listedSince(Context ctx) {
        Long since = index.listedSinceMs();
        if (since != null) {
            ctx.header("Tocsin-Listed-Since", Texts.time(since));
        }
    }

    private static Set<String> with(Set<String> more) {
        Set<String> all = new HashSet<>(FILTERS);
        all.addAll(more);
        return all;
    }

    /** The filter and the parameters of single fields. */
    private static Query all(QueryParams params, Query query) {
        List<Query> all = new ArrayList<>();
        all.add(query);
        in(all, "status", params.names("status", Status.class));
        in(all, "level", params.names("level", Level.class));
        in(all, "state", params.names("state", AlertState.class));
        in(all, "rule", params.texts("rule"));
        in(all, "assignee", params.texts("assignee"));
        in(all, "incident", params.texts("incident"));
        LED.forEach(
                (parameter, field) -> {
                    if (!params.names(parameter, Led.class).contains(Texts.name(Led.SHOW))) {
                        all.add(without(field));
                    }
                });
        Long since = params.time("updated_since");
        if (since != null) {
            Criterion.Bound bound = new Criterion.Bound(since.doubleValue(), true);
            all.add(has("updated_at", new Criterion.Between(bound, null)));
        }
        return new Query.And(all);
    }

    /**
     * Those of a filter that stand for themselves, as lists show them when nothing else is said.
     */
    static Query leading(Query query) {
        List<Query> all = new ArrayList<>(List.of(query));
        LED.values().forEach(field -> all.add(without(field)));
        return new Query.And(all);
    }

    private static Query without(String field) {
        return new Query.Not(has(field, new Criterion.Exists()));
    }

    private static void in(List<Query> all, String field, List<String> values) {
        if (!values.isEmpty()) {
            all.add(has(field, Criterion.In.of(values)));
        }
    }

    private static Query has(String field, Criterion criterion) {
        return new Query.Has(Objects.requireNonNull(AlertFields.ALL.find(field)), criterion);
    }
}
