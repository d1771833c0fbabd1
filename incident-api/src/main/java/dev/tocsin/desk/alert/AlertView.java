package dev.tocsin.desk.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.auth.Principal;
import dev.tocsin.desk.query.Query;
import dev.tocsin.desk.query.SortOrder;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Alerts as a caller may see them: without a link to an incident that the caller may not see.
 * Everything that answers with alerts goes through it.
 */
public final class AlertView {
    private static final String INCIDENT = "incident";

    private final HiddenIncidents hidden;

    public AlertView(HiddenIncidents hidden) {
        this.hidden = hidden;
    }

    /** One alert. */
    public ObjectNode of(Context ctx, StoredAlert alert) {
        return of(ctx, List.of(alert)).getFirst();
    }

    /** Some alerts, in their order. */
    public List<ObjectNode> of(Context ctx, Collection<StoredAlert> alerts) {
        Set<String> secret = hidden.of(Gate.principal(ctx), alerts);
        return alerts.stream()
                .map(alert -> secret.contains(incident(alert)) ? alert.unlinked() : alert)
                .map(StoredAlert::toJson)
                .toList();
    }

    /** Entries of an alert's history, without what they tell of hidden incidents. */
    List<JsonNode> history(Context ctx, List<JsonNode> changes) {
        Set<String> linked = new HashSet<>();
        for (JsonNode change : changes) {
            for (JsonNode field : change.path("changes")) {
                if (isLink(field)) {
                    linked.add(field.path("from").asText());
                    linked.add(field.path("to").asText());
                }
            }
        }
        Set<String> secret = hidden.among(Gate.principal(ctx), linked);
        return secret.isEmpty()
                ? changes
                : changes.stream().map(change -> without(change, secret)).toList();
    }

    private static JsonNode without(JsonNode change, Set<String> secret) {
        ObjectNode told = change.deepCopy();
        ArrayNode fields = Json.MAPPER.createArrayNode();
        for (JsonNode field : change.path("changes")) {
            if (!isLink(field)
                    || !(secret.contains(field.path("from").asText())
                            || secret.contains(field.path("to").asText()))) {
                fields.add(field);
            }
        }
        told.set("changes", fields);
        return told;
    }

    private static boolean isLink(JsonNode field) {
        return INCIDENT.equals(Json.text(field, "field"));
    }

    /**
     * The incidents that a list must not know its alerts to belong to. The store is asked only when
     * the list looks at incidents at all.
     */
    Set<String> hiddenFrom(Principal caller, Query query, SortOrder order) {
        boolean asks =
                names(query)
                        || order.keys().stream().anyMatch(k -> k.field().path().equals(INCIDENT));
        return asks ? hidden.all(caller) : Set.of();
    }

    private static boolean names(Query query) {
        return switch (query) {
            case Query.All() -> false;
            case Query.And(List<Query> of) -> of.stream().anyMatch(AlertView::names);
            case Query.Or(List<Query> of) -> of.stream().anyMatch(AlertView::names);
            case Query.Not(Query of) -> names(of);
            case Query.Has(var field, _) -> field.path().equals(INCIDENT);
        };
    }

    private static String incident(StoredAlert alert) {
        String incident = alert.triage().incident();
        return incident == null ? "" : incident;
    }
}
