package dev.tocsin.desk.alert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.query.FacetCounts;
import dev.tocsin.desk.query.Field;
import dev.tocsin.desk.query.Query;
import dev.tocsin.desk.query.QueryException;
import dev.tocsin.desk.query.Selection;
import dev.tocsin.desk.query.SortOrder;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What a filter would have hidden of the alerts that are listed, for who is to decide. */
public final class SuppressionPreview {
    /** How many alerts are shown. */
    static final int SAMPLES = 10;

    private static final List<Field> COUNTED =
            Stream.of("rule", "level", "status")
                    .map(name -> Objects.requireNonNull(AlertFields.ALL.find(name)))
                    .toList();

    private final AlertStore alerts;
    private final AlertIndex index;
    private final AlertView view;

    public SuppressionPreview(AlertStore alerts, AlertIndex index, AlertView view) {
        this.alerts = alerts;
        this.index = index;
        this.view = view;
    }

    ObjectNode of(Context ctx, Query query) {
        SortOrder order = newestFirst();
        Set<String> hidden = view.hiddenFrom(Gate.principal(ctx), query, order);
        FacetCounts counts = index.facets(query, COUNTED, hidden);
        ObjectNode values = counts.toJson();
        ObjectNode json = Json.object();
        json.put("alerts", counts.total("level"));
        json.set("rules", values.get("rule"));
        json.set("levels", values.get("level"));
        json.set("statuses", values.get("status"));
        List<String> newest =
                index.list(query, order, null, SAMPLES, hidden).stream()
                        .map(Selection.Found::item)
                        .toList();
        ArrayNode samples = json.putArray("samples");
        view.of(ctx, alerts.findAll(newest).values()).forEach(samples::add);
        return json;
    }

    private static SortOrder newestFirst() {
        try {
            return SortOrder.parse("-at", AlertFields.ALL);
        } catch (QueryException e) {
            throw new IllegalStateException("Expected alerts to have a time", e);
        }
    }
}
