package dev.tocsin.alert;

import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.tocsin.alert.Alert.AlertRule;
import dev.tocsin.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the documents of one rule's alerts have in common.
 *
 * @param rule the object {@code rule}
 * @param techniques {@code threat.technique.id}, null if the rule names none
 * @param tags {@code tocsin.alert.tags}
 * @param falsePositives {@code tocsin.alert.false_positives}
 */
record RuleParts(
        JsonNode rule, @Nullable JsonNode techniques, JsonNode tags, JsonNode falsePositives) {
    private static final String TECHNIQUE = "attack.t";

    static RuleParts of(AlertRule rule, String ruleSetRevision) {
        return new RuleParts(
                rule(rule, ruleSetRevision),
                techniques(rule.tags()),
                texts(rule.tags()),
                texts(rule.falsePositives()));
    }

    /** The same as JSON, which is written as it stands. */
    RuleParts encoded() {
        return new RuleParts(
                encoded(rule),
                techniques == null ? null : encoded(techniques),
                encoded(tags),
                encoded(falsePositives));
    }

    private static JsonNode encoded(JsonNode node) {
        RawValue json =
                new RawValue(
                        new SerializedString(new String(Json.bytes(node), StandardCharsets.UTF_8)));
        return Json.MAPPER.getNodeFactory().rawValueNode(json);
    }

    private static ObjectNode rule(AlertRule rule, String ruleSetRevision) {
        ObjectNode at = Json.object();
        at.put("id", rule.id());
        at.put("name", rule.title());
        at.put("description", rule.description());
        at.put("version", ruleSetRevision);
        at.set("author", texts(rule.author().isEmpty() ? List.of() : List.of(rule.author())));
        at.set("reference", texts(rule.references()));
        return at;
    }

    private static @Nullable ArrayNode techniques(List<String> tags) {
        ArrayNode ids = Json.MAPPER.createArrayNode();
        for (String tag : tags) {
            if (tag.startsWith(TECHNIQUE)) {
                ids.add(tag.substring("attack.".length()).toUpperCase(Locale.ROOT));
            }
        }
        return ids.isEmpty() ? null : ids;
    }

    private static ArrayNode texts(List<String> values) {
        ArrayNode array = Json.MAPPER.createArrayNode();
        values.forEach(array::add);
        return array;
    }
}
