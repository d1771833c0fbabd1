package dev.tocsin.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.Alert.AlertRule;
import dev.tocsin.alert.Alert.MatchedPredicate;
import dev.tocsin.event.EventRef;
import dev.tocsin.event.TimeText;
import dev.tocsin.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The wire form of an {@link Alert}: an ECS document with {@code event.kind: alert}; what ECS has
 * no field for stands under {@code tocsin.alert}. {@code @timestamp} is the time of the latest
 * evidence; {@code event.start} and {@code event.end} are the first and last time.
 */
public final class AlertJson {
    /** The years that have four digits. */
    private static final long FIRST_MS = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();

    private static final long LAST_MS = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    /** A time without its fraction. */
    private static final int SECONDS = "2026-01-31T12:00:00".length();

    private AlertJson() {}

    /** The document of an alert. */
    public static ObjectNode write(Alert alert) {
        return write(alert, RuleParts.of(alert.rule(), alert.ruleSetRevision()));
    }

    static ObjectNode write(Alert alert, RuleParts rule) {
        ObjectNode root = Json.object();
        root.put("@timestamp", time(alert.lastMs()));
        root.put("message", message(alert));
        ObjectNode event = root.putObject("event");
        event.put("kind", "alert");
        event.put("id", alert.id());
        event.put("module", "tocsin");
        event.put("dataset", "tocsin.alerts");
        event.put("severity", alert.rule().level().severity());
        event.put("start", time(alert.firstMs()));
        event.put("end", time(alert.lastMs()));
        root.set("rule", rule.rule());
        alert.context().forEach((field, values) -> Json.set(root, field, texts(values)));
        if (rule.techniques() != null) {
            Json.set(root, "threat.technique.id", rule.techniques());
        }
        writeOwn(root, alert, rule);
        return root;
    }

    /**
     * Reads a document that {@link #write} made.
     *
     * @throws IllegalArgumentException when a part is missing; the message names it
     */
    public static Alert read(JsonNode root) {
        JsonNode own = required(root, "tocsin.alert");
        List<EventRef> evidence = new ArrayList<>();
        for (JsonNode ref : required(own, "evidence")) {
            evidence.add(
                    new EventRef(
                            required(ref, "id").asText(),
                            millis(required(ref, "timestamp")),
                            required(ref, "topic").asText(),
                            required(ref, "partition").asInt(),
                            required(ref, "offset").asLong()));
        }
        List<MatchedPredicate> predicates = new ArrayList<>();
        for (JsonNode p : required(own, "predicates")) {
            predicates.add(
                    new MatchedPredicate(
                            required(p, "identifier").asText(),
                            required(p, "field").asText(),
                            required(p, "operator").asText(),
                            required(p, "expected").asText(),
                            required(p, "found").asText()));
        }
        Map<String, String> group = new LinkedHashMap<>();
        for (JsonNode g : required(own, "group")) {
            group.put(required(g, "field").asText(), required(g, "value").asText());
        }
        Map<String, List<String>> context = new LinkedHashMap<>();
        for (JsonNode field : required(own, "context")) {
            context.put(field.asText(), strings(Json.at(root, field.asText())));
        }
        return new Alert(
                required(root, "event.id").asText(),
                required(own, "revision").asInt(),
                AlertState.of(required(own, "state").asText()),
                readRule(root, own),
                group,
                millis(required(root, "event.start")),
                millis(required(root, "event.end")),
                required(own, "value").asDouble(),
                required(own, "max_value").asDouble(),
                Json.text(own, "threshold"),
                required(own, "timespan_ms").asLong(),
                required(own, "count").asLong(),
                evidence,
                predicates,
                context,
                required(own, "late").asBoolean(),
                required(own, "suppressed").asLong(),
                Json.text(own, "superseded_by"),
                DetailsJson.read(own),
                required(root, "rule.version").asText());
    }

    private static AlertRule readRule(JsonNode root, JsonNode own) {
        return new AlertRule(
                required(root, "rule.id").asText(),
                required(own, "type").asText(),
                required(root, "rule.name").asText(),
                required(root, "rule.description").asText(),
                Level.of(required(own, "level").asText()),
                strings(Json.at(own, "tags")),
                strings(Json.at(own, "false_positives")),
                strings(Json.at(root, "rule.reference")),
                String.join(", ", strings(Json.at(root, "rule.author"))));
    }

    private static void writeOwn(ObjectNode root, Alert alert, RuleParts rule) {
        ObjectNode own = root.withObjectProperty("tocsin").withObjectProperty("alert");
        own.put("revision", alert.revision());
        own.put("state", alert.state().text());
        own.put("type", alert.rule().type());
        own.put("level", alert.rule().level().text());
        own.set("tags", rule.tags());
        own.set("false_positives", rule.falsePositives());
        ArrayNode group = own.putArray("group");
        alert.group()
                .forEach(
                        (field, value) ->
                                group.addObject().put("field", field).put("value", value));
        own.put("value", alert.value());
        own.put("max_value", alert.maxValue());
        own.put("threshold", alert.threshold());
        own.put("timespan_ms", alert.timespanMs());
        own.put("count", alert.count());
        own.put("late", alert.late());
        own.put("suppressed", alert.suppressed());
        own.put("superseded_by", alert.supersededBy());
        own.set("context", texts(List.copyOf(alert.context().keySet())));
        ArrayNode evidence = own.putArray("evidence");
        for (EventRef ref : alert.evidence()) {
            ObjectNode at =
                    evidence.addObject()
                            .put("id", ref.id())
                            .put("timestamp", time(ref.timeMs()))
                            .put("topic", ref.topic())
                            .put("partition", ref.partition())
                            .put("offset", ref.offset());
            DetailsJson.markSequence(at, ref.id(), alert.details().sequence());
        }
        DetailsJson.write(own, alert.details());
        ArrayNode predicates = own.putArray("predicates");
        for (MatchedPredicate p : alert.predicates()) {
            predicates
                    .addObject()
                    .put("identifier", p.identifier())
                    .put("field", p.field())
                    .put("operator", p.operator())
                    .put("expected", p.expected())
                    .put("found", p.found());
        }
    }

    private static String message(Alert alert) {
        StringBuilder text = new StringBuilder(alert.rule().title());
        if (!alert.group().isEmpty()) {
            text.append(" (");
            String separator = "";
            for (Map.Entry<String, String> part : alert.group().entrySet()) {
                text.append(separator).append(part.getKey()).append(": ").append(part.getValue());
                separator = ", ";
            }
            text.append(')');
        }
        return text.toString();
    }

    static ArrayNode texts(List<String> values) {
        ArrayNode array = Json.MAPPER.createArrayNode();
        values.forEach(array::add);
        return array;
    }

    static List<String> strings(@Nullable JsonNode array) {
        List<String> texts = new ArrayList<>();
        if (array != null) {
            array.forEach(item -> texts.add(item.asText()));
        }
        return texts;
    }

    static String time(long epochMs) {
        if (epochMs < FIRST_MS || epochMs > LAST_MS) {
            return Instant.ofEpochMilli(epochMs).toString();
        }
        String text = TimeText.of(epochMs);
        return epochMs % 1000 == 0 ? text.substring(0, SECONDS) + 'Z' : text;
    }

    static long millis(JsonNode time) {
        return Instant.parse(time.asText()).toEpochMilli();
    }

    static JsonNode required(JsonNode at, String field) {
        JsonNode found = Json.at(at, field);
        if (found == null) {
            throw new IllegalArgumentException(
                    "Expected an alert with the field " + field + ", but it is absent");
        }
        return found;
    }
}
