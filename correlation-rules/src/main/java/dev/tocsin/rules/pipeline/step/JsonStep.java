package dev.tocsin.rules.pipeline.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON that stands in a text.
 *
 * @param to where it goes; null: an object's fields go to the root
 */
public record JsonStep(Place field, @Nullable Place to) implements Step {
    /** The deepest nesting that is taken: the event around it must be readable too. */
    public static final int MAX_DEPTH = Json.MAX_DEPTH / 2;

    @Override
    public void run(Work work) {
        String text = work.needText(field);
        if (text == null) {
            return;
        }
        JsonNode read = read(text);
        if (read == null) {
            work.fail("JSON in " + field, "'" + text + "'");
        } else if (isDeeper(read, MAX_DEPTH)) {
            work.fail("JSON of at most " + MAX_DEPTH + " levels in " + field, "more");
        } else if (to != null) {
            work.put(to, read);
        } else if (read instanceof ObjectNode object) {
            object.properties().forEach(e -> work.putNamed(null, e.getKey(), e.getValue()));
        } else {
            work.fail("a JSON object in " + field, "'" + text + "'");
        }
    }

    private static boolean isDeeper(JsonNode node, int levels) {
        if (node.isContainerNode() && levels == 0) {
            return true;
        }
        for (JsonNode child : node) {
            if (isDeeper(child, levels - 1)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable JsonNode read(String text) {
        try {
            JsonNode read = Json.parse(text.getBytes(StandardCharsets.UTF_8));
            return read.isMissingNode() ? null : read;
        } catch (IOException _) {
            return null;
        }
    }
}
