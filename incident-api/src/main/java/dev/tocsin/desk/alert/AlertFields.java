package dev.tocsin.desk.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.AlertState;
import dev.tocsin.alert.Level;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.query.Field;
import dev.tocsin.desk.query.FieldSet;
import dev.tocsin.desk.query.FieldType;
import dev.tocsin.json.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of an alert that filters and orders may name, and their values. */
final class AlertFields {
    private static final List<String> ADDRESSES =
            List.of(
                    "source.ip",
                    "destination.ip",
                    "client.ip",
                    "server.ip",
                    "host.ip",
                    "related.ip");

    /** All fields; any other field of ECS that the alert has from its events is one of keywords. */
    static final FieldSet ALL = new FieldSet(all(), words(), true);

    private AlertFields() {}

    private static List<Field> all() {
        List<Field> all = new ArrayList<>();
        all.add(Field.of("id", FieldType.KEYWORD));
        all.add(Field.of("at", FieldType.DATE));
        all.add(Field.of("@timestamp", FieldType.DATE, "at"));
        all.add(Field.of("updated_at", FieldType.DATE));
        for (String step :
                List.of("started", "received", "acknowledged", "qualified", "resolved")) {
            all.add(Field.of(step + "_at", FieldType.DATE));
        }
        all.add(Field.names("status", "status", Texts.all(Status.class)));
        all.add(Field.names("verdict", "verdict", Texts.all(Verdict.class)));
        all.add(Field.of("assignee", FieldType.KEYWORD));
        all.add(Field.of("incident", FieldType.KEYWORD));
        all.add(Field.of("suppression", FieldType.KEYWORD));
        all.add(Field.of("merged_into", FieldType.KEYWORD));
        all.add(Field.of("merged", FieldType.KEYWORD));
        all.add(Field.of("folded_into", FieldType.KEYWORD));
        all.add(Field.of("fingerprint", FieldType.KEYWORD));
        all.add(Field.of("fold.count", FieldType.NUMBER));
        all.add(Field.of("last_seen", FieldType.DATE));
        all.add(Field.names("level", "level", Texts.all(Level.class)));
        all.add(Field.names("state", "state", Texts.all(AlertState.class)));
        all.add(Field.of("message", FieldType.TEXT));
        all.add(Field.of("rule", FieldType.KEYWORD, "rule.id"));
        all.add(Field.of("rule.id", FieldType.KEYWORD));
        all.add(Field.of("rule.name", FieldType.TEXT));
        all.add(Field.of("type", FieldType.KEYWORD));
        all.add(Field.of("tags", FieldType.KEYWORD));
        all.add(Field.of("count", FieldType.NUMBER));
        all.add(Field.of("value", FieldType.NUMBER));
        all.add(Field.of("revision", FieldType.NUMBER));
        all.add(Field.of("threat.technique.id", FieldType.KEYWORD));
        for (String context : List.of("user.name", "host.name")) {
            all.add(Field.of(context, FieldType.KEYWORD));
        }
        ADDRESSES.forEach(address -> all.add(Field.of(address, FieldType.IP)));
        return all;
    }

    private static List<String> words() {
        return List.of(
                "message", "rule.name", "id", "user.name", "host.name", "source.ip", "assignee");
    }

    /** The values of an alert's fields. */
    static AlertValues of(StoredAlert alert, ObjectNode json) {
        AlertValues.Builder values = new AlertValues.Builder();
        values.put("id", alert.id());
        values.put("at", alert.atMs());
        values.put("updated_at", alert.updatedAtMs());
        values.put("revision", alert.revision());
        putSteps(values, alert.steps(), json);
        putTriage(values, alert.triage());
        putFold(values, alert);
        JsonNode own = json.path("tocsin").path("alert");
        putRule(values, json, own);
        values.put("tags", both(texts(own.path("tags")), alert.triage().marks().tags()));
        for (JsonNode field : own.path("context")) {
            values.putIfAbsent(field.asText(), texts(Json.at(json, field.asText())));
        }
        return values.build();
    }

    private static void putSteps(AlertValues.Builder values, Steps steps, ObjectNode json) {
        values.put("started_at", time(Json.text(json, "event.start")));
        values.put("received_at", steps.receivedMs());
        values.put("acknowledged_at", steps.acknowledgedMs());
        values.put("qualified_at", steps.qualifiedMs());
        values.put("resolved_at", steps.resolvedMs());
    }

    private static void putTriage(AlertValues.Builder values, Triage triage) {
        Verdict verdict = triage.verdict();
        values.put("status", Texts.name(triage.status()));
        values.put("verdict", verdict == null ? null : Texts.name(verdict));
        values.put("assignee", triage.assignee());
        values.put("incident", triage.incident());
        values.put("suppression", triage.marks().suppression());
        values.put("merged_into", triage.marks().mergedInto());
        values.put("merged", triage.marks().merged());
    }

    private static void putFold(AlertValues.Builder values, StoredAlert alert) {
        values.put("folded_into", alert.fold().into());
        values.put("fingerprint", alert.fold().fingerprint());
        values.put("fold.count", alert.fold().count().alerts());
        values.put("last_seen", Math.max(alert.atMs(), alert.fold().count().lastMs()));
    }

    private static void putRule(AlertValues.Builder values, ObjectNode json, JsonNode own) {
        values.put("level", Json.text(own, "level"));
        values.put("state", Json.text(own, "state"));
        values.put("type", Json.text(own, "type"));
        values.put("count", own.path("count").asLong());
        values.put("value", own.path("value").asDouble());
        values.put("message", Json.text(json, "message"));
        values.put("rule.id", Json.text(json, "rule.id"));
        values.put("rule.name", Json.text(json, "rule.name"));
        values.put("threat.technique.id", texts(Json.at(json, "threat.technique.id")));
    }

    private static List<String> both(List<String> some, List<String> more) {
        if (more.isEmpty()) {
            return some;
        }
        List<String> both = new ArrayList<>(some);
        both.addAll(more);
        return List.copyOf(both);
    }

    private static @Nullable Long time(@Nullable String text) {
        try {
            return text == null ? null : Long.valueOf(Instant.parse(text).toEpochMilli());
        } catch (DateTimeException | ArithmeticException _) {
            return null;
        }
    }

    private static List<String> texts(@Nullable JsonNode node) {
        if (node == null || node.isNull() || node.isMissingNode()) {
            return List.of();
        }
        if (!node.isArray()) {
            return List.of(node.asText());
        }
        List<String> texts = new ArrayList<>(node.size());
        node.forEach(value -> texts.add(value.asText()));
        return List.copyOf(texts);
    }
}
