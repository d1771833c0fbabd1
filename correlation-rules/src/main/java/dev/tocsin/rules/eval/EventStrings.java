package dev.tocsin.rules.eval;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Every scalar of an event, at any depth, the raw message among them: what keywords search. What
 * stands under {@code tocsin} is ours, not the sender's, and is left out.
 */
final class EventStrings {
    /** The object of an event that is ours. */
    static final String OURS = "tocsin";

    private EventStrings() {}

    static FieldValues of(JsonNode event) {
        List<Value> found = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : event.properties()) {
            if (!property.getKey().equals(OURS)) {
                collect(property.getValue(), found);
            }
        }
        return FieldValues.of(found);
    }

    private static void collect(JsonNode node, List<Value> found) {
        if (node.isContainerNode()) {
            for (JsonNode child : node) {
                collect(child, found);
            }
            return;
        }
        Value value = Value.of(node);
        if (value != null) {
            found.add(value);
        }
    }
}
