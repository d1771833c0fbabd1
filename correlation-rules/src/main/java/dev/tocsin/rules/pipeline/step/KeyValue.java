package dev.tocsin.rules.pipeline.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.json.Json;
import dev.tocsin.rules.pipeline.parse.KeyValueText;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code key=value} pairs; a key that comes twice has a list.
 *
 * @param to under which field they go; null: at the root
 */
public record KeyValue(Place field, KeyValueText form, @Nullable Place to) implements Step {
    @Override
    public void run(Work work) {
        String text = work.needText(field);
        if (text == null) {
            return;
        }
        Map<String, JsonNode> values = new LinkedHashMap<>();
        int pairs = form.read(text, (key, value) -> add(values, key, TextNode.valueOf(value)));
        if (pairs == 0) {
            work.fail("pairs of the form " + form + " in " + field, "'" + text + "'");
        } else if (pairs > KeyValueText.MOST_PAIRS) {
            work.fail("at most " + KeyValueText.MOST_PAIRS + " pairs in " + field, "more");
        }
        values.forEach((key, value) -> work.putNamed(to, key, value));
    }

    private static void add(Map<String, JsonNode> values, String key, JsonNode value) {
        JsonNode before = values.get(key);
        if (before instanceof ArrayNode list) {
            list.add(value);
        } else {
            values.put(
                    key,
                    before == null ? value : Json.MAPPER.createArrayNode().add(before).add(value));
        }
    }
}
