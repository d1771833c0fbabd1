package dev.tocsin.rules.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.json.Json;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fills an event of a test: {@code {{name}}} in a text stands for a value. A text that is nothing
 * but one placeholder becomes the value itself, so that a number stays a number.
 */
final class TestTemplate {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

    private final Map<String, JsonNode> values;

    TestTemplate(Map<String, JsonNode> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * A filled copy.
     *
     * @throws IllegalArgumentException when a placeholder has no value
     */
    JsonNode fill(JsonNode template) {
        return switch (template) {
            case ObjectNode object -> {
                ObjectNode filled = Json.object();
                object.properties()
                        .forEach(field -> filled.set(field.getKey(), fill(field.getValue())));
                yield filled;
            }
            case ArrayNode array -> {
                ArrayNode filled = Json.MAPPER.createArrayNode();
                array.forEach(item -> filled.add(fill(item)));
                yield filled;
            }
            case TextNode text -> fillText(text.textValue());
            case JsonNode other -> other;
        };
    }

    private JsonNode fillText(String text) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        if (matcher.matches()) {
            return value(matcher.group(1));
        }
        String filled =
                matcher.replaceAll(
                        found -> Matcher.quoteReplacement(value(found.group(1)).asText()));
        return TextNode.valueOf(filled);
    }

    private JsonNode value(String name) {
        @Nullable JsonNode value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "Expected a placeholder among "
                            + values.keySet().stream().sorted().toList()
                            + ", but found {{"
                            + name
                            + "}}: add it under vary");
        }
        return value;
    }
}
