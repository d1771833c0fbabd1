package dev.tocsin.desk.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a sorted list. Its text is the cursor that callers get, opaque to them.
 *
 * @param values of the order's keys: numbers, texts or null
 * @param id settles ties
 */
public record Place(List<@Nullable Object> values, String id) {
    public Place {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /** The text to give to the caller. */
    public String text() {
        ArrayNode array = Json.MAPPER.createArrayNode();
        for (Object value : values) {
            switch (value) {
                case null -> array.addNull();
                case Number number -> array.add(number.doubleValue());
                default -> array.add(value.toString());
            }
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(array.add(id)));
    }

    /** Reads {@link #text} of a place in an order; null when it is none. */
    public static @Nullable Place parse(String text, SortOrder order) {
        try {
            JsonNode array = Json.parse(Base64.getUrlDecoder().decode(text));
            if (!array.isArray() || array.size() != order.keys().size() + 1) {
                return null;
            }
            List<@Nullable Object> values = new ArrayList<>();
            for (int i = 0; i < array.size() - 1; i++) {
                JsonNode value = array.get(i);
                values.add(
                        value.isNull()
                                ? null
                                : value.isNumber() ? value.asDouble() : value.asText());
            }
            return new Place(values, array.get(array.size() - 1).asText());
        } catch (IOException | IllegalArgumentException _) {
            return null;
        }
    }
}
