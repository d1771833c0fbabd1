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
    @Override
    public void run(Work work) {
        String text = work.needText(field);
        if (text == null) {
            return;
        }
        JsonNode read = read(text);
        if (read == null) {
            work.fail("JSON in " + field, "'" + text + "'");
        } else if (to != null) {
            work.put(to, read);
        } else if (read instanceof ObjectNode object) {
            object.properties().forEach(e -> work.putNamed(null, e.getKey(), e.getValue()));
        } else {
            work.fail("a JSON object in " + field, "'" + text + "'");
        }
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
