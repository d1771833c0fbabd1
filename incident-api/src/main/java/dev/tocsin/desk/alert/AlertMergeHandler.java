package dev.tocsin.desk.alert;

import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Body;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.http.Preconditions;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.store.Ids;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Alerts that are merged into one over HTTP, and taken out again. */
public final class AlertMergeHandler {
    private static final String ONE = "/api/v1/alerts/{id}";
    private static final String IDS = "alert_ids";

    private final AlertMerging merging;
    private final AlertView view;
    private final Ids ids;
    private final InstantSource clock;

    public AlertMergeHandler(AlertMerging merging, AlertView view, Ids ids, InstantSource clock) {
        this.merging = merging;
        this.view = view;
        this.ids = ids;
        this.clock = clock;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                Route.post(ONE + "/merge", Access.ANALYST, this::merge),
                Route.post(ONE + "/unmerge", Access.ANALYST, this::unmerge));
    }

    private void merge(Context ctx) {
        Fields fields = fields(ctx);
        Set<String> sources = sources(fields);
        String comment = comment(fields);
        if (sources == null || sources.isEmpty()) {
            fields.fault(IDS, "Expected the ids of the alerts to merge, but found none");
        }
        fields.check();
        String target = ctx.pathParam("id");
        answer(
                ctx,
                merging.merge(target, sources == null ? Set.of() : sources, order(ctx, comment)));
    }

    private void unmerge(Context ctx) {
        Fields fields = fields(ctx);
        Set<String> sources = sources(fields);
        String comment = comment(fields);
        fields.check();
        answer(ctx, merging.unmerge(ctx.pathParam("id"), sources, order(ctx, comment)));
    }

    private static Fields fields(Context ctx) {
        return new Fields(Body.object(ctx), Set.of(IDS, "comment"));
    }

    private static @Nullable Set<String> sources(Fields fields) {
        List<String> texts =
                fields.optionalTexts(IDS, AlertMerging.MAX_MERGED, BulkSelection.MAX_ID);
        return texts == null ? null : new LinkedHashSet<>(texts);
    }

    private static @Nullable String comment(Fields fields) {
        return fields.optionalText("comment", AlertPatch.MAX_COMMENT);
    }

    private AlertMerging.Order order(Context ctx, @Nullable String comment) {
        return new AlertMerging.Order(
                Gate.principal(ctx),
                Gate.author(ctx, ids, clock),
                comment,
                target -> Preconditions.requireMatchIfAny(ctx, target.version()));
    }

    private void answer(Context ctx, StoredAlert target) {
        Responses.resource(ctx, 200, view.of(ctx, target), target.version());
    }
}
