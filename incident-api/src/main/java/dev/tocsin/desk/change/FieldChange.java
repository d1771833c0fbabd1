package dev.tocsin.desk.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field that changed.
 *
 * @param field its name
 * @param from what it was
 * @param to what it is now
 */
public record FieldChange(String field, JsonNode from, JsonNode to) {

    /** A change of a text; null is absent. */
    public static FieldChange of(String field, @Nullable String from, @Nullable String to) {
        return new FieldChange(field, text(from), text(to));
    }

    /** A change of a list of texts. */
    public static FieldChange of(String field, List<String> from, List<String> to) {
        return new FieldChange(field, Json.MAPPER.valueToTree(from), Json.MAPPER.valueToTree(to));
    }

    /** Whether it is one at all. */
    public boolean isReal() {
        return !from.equals(to);
    }

    private static JsonNode text(@Nullable String value) {
        return value == null ? NullNode.getInstance() : TextNode.valueOf(value);
    }
}
