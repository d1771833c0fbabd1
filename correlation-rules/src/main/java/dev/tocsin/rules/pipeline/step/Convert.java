package dev.tocsin.rules.pipeline.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tocsin.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes the types of values, in lists those of the elements; a field that is not there is passed
 * over, and a value that has no such form stays.
 */
public record Convert(List<Conversion> conversions) implements Step {
    /** A field and its type. */
    public record Conversion(Place field, Type type) {}

    public Convert {
        conversions = List.copyOf(conversions);
    }

    @Override
    public void run(Work work) {
        for (Conversion each : conversions) {
            JsonNode value = each.field().at(work.document());
            if (value != null && !value.isNull()) {
                JsonNode converted = converted(value, each.type());
                if (converted == null) {
                    work.fail(each.type().expected() + " in " + each.field(), Work.brief(value));
                } else if (!converted.equals(value)) {
                    work.overwrite(each.field(), converted);
                }
            }
        }
    }

    private static @Nullable JsonNode converted(JsonNode value, Type type) {
        if (!value.isArray()) {
            return type.of(value);
        }
        ArrayNode all = Json.MAPPER.createArrayNode();
        for (JsonNode item : value) {
            JsonNode one = type.of(item);
            if (one == null) {
                return null;
            }
            all.add(one);
        }
        return all;
    }
}
