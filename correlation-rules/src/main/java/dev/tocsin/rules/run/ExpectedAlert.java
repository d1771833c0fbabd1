package dev.tocsin.rules.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.Alert;
import dev.tocsin.alert.AlertDetails.Step;
import dev.tocsin.alert.RiskSum;
import dev.tocsin.event.EventRef;
import dev.tocsin.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares an alert with what a test expects of it. */
final class ExpectedAlert {
    /** What a test can say of an alert. */
    static final Set<String> KEYS =
            Set.of(
                    "rule",
                    "title",
                    "level",
                    "type",
                    "group",
                    "count",
                    "value",
                    "max_value",
                    "first",
                    "last",
                    "state",
                    "late",
                    "suppressed",
                    "evidence",
                    "sequence",
                    "risk",
                    "responses",
                    "context");

    private ExpectedAlert() {}

    /** Whether the alert has all that is expected. */
    static boolean fits(JsonNode expected, Alert alert) {
        return fits(expected, describe(alert));
    }

    /** The alert in the words of a test file. */
    static ObjectNode describe(Alert alert) {
        ObjectNode text = Json.object();
        text.put("rule", alert.rule().id());
        text.put("title", alert.rule().title());
        text.put("level", alert.rule().level().text());
        text.put("type", alert.rule().type());
        ObjectNode group = text.putObject("group");
        alert.group().forEach(group::put);
        text.put("count", alert.count());
        text.put("value", alert.value());
        text.put("max_value", alert.maxValue());
        text.put("first", Instant.ofEpochMilli(alert.firstMs()).toString());
        text.put("last", Instant.ofEpochMilli(alert.lastMs()).toString());
        text.put("state", alert.state().text());
        text.put("late", alert.late());
        text.put("suppressed", alert.suppressed());
        List<String> ids = alert.evidence().stream().map(EventRef::id).toList();
        text.set("evidence", Json.MAPPER.valueToTree(ids));
        text.set("sequence", Json.MAPPER.valueToTree(sequence(alert)));
        RiskSum risk = alert.details().risk();
        if (risk != null) {
            ObjectNode scores = text.putObject("risk");
            risk.rules().forEach(share -> scores.put(share.rule(), share.score()));
        }
        text.set("responses", Json.MAPPER.valueToTree(alert.details().responses()));
        text.set("context", Json.MAPPER.valueToTree(alert.context()));
        return text;
    }

    /** The ids of the events that make the sequence, in the order of their places. */
    private static List<String> sequence(Alert alert) {
        return alert.details().sequence().stream().map(Step::eventId).toList();
    }

    /** The alert, with no more than what tells alerts apart and what is expected. */
    static String brief(Alert alert, Set<String> keys) {
        ObjectNode text = describe(alert);
        text.retain(keys);
        return text.toString();
    }

    /** Objects: the given keys; numbers by value; the rest as it is. */
    private static boolean fits(JsonNode expected, JsonNode found) {
        if (expected.isObject()) {
            for (Map.Entry<String, JsonNode> entry : expected.properties()) {
                JsonNode there = found.get(entry.getKey());
                if (there == null || !fits(entry.getValue(), there)) {
                    return false;
                }
            }
            return true;
        }
        if (expected.isNumber() && found.isNumber()) {
            return expected.doubleValue() == found.doubleValue();
        }
        boolean scalars = expected.isValueNode() && found.isValueNode();
        return scalars ? expected.asText().equals(found.asText()) : expected.equals(found);
    }
}
