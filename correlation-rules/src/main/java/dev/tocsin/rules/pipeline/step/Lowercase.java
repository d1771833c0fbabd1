package dev.tocsin.rules.pipeline.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.json.Json;
import java.util.List;
import java.util.Locale;

/**
 * Puts texts into lower case, in lists those of the elements; what is no text is left as it is, and
 * a field that is not there is passed over.
 */
public record Lowercase(List<Place> fields) implements Step {
    public Lowercase {
        fields = List.copyOf(fields);
    }

    @Override
    public void run(Work work) {
        for (Place field : fields) {
            JsonNode value = field.at(work.document());
            if (value != null && value.isArray()) {
                ArrayNode all = Json.MAPPER.createArrayNode();
                value.forEach(item -> all.add(lower(item)));
                work.overwrite(field, all);
            } else if (value != null && value.isTextual()) {
                work.overwrite(field, lower(value));
            }
        }
    }

    private static JsonNode lower(JsonNode value) {
        return value.isTextual()
                ? TextNode.valueOf(value.textValue().toLowerCase(Locale.ROOT))
                : value;
    }
}
