package dev.tocsin.desk.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page of a search begins. It keeps the time frame of the first page, so that {@code
 * now} means the same on all of them. Callers get it as a text that says nothing to them; what
 * comes back is checked, and could at most begin a page elsewhere.
 *
 * @param frame of the search
 * @param order of the search
 * @param after the values of the order's fields in the last event of the page before
 */
record EventCursor(TimeFrame frame, String order, ArrayNode after) {
    private static final int MAX_LENGTH = 8_192;
    private static final int MAX_TEXT = 2_048;

    String text() {
        ObjectNode json = Json.object();
        json.put("from", frame.from()).put("end", frame.end()).put("order", order);
        json.set("after", after);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(json));
    }

    /** Reads {@link #text} for an order; null when it is none. */
    static @Nullable EventCursor parse(String text, EventOrder order) {
        if (text.length() > MAX_LENGTH) {
            return null;
        }
        try {
            JsonNode json = Json.parse(Base64.getUrlDecoder().decode(text));
            TimeFrame frame = new TimeFrame(json.path("from").asLong(), json.path("end").asLong());
            return json.path("after") instanceof ArrayNode after
                            && frame.from() < frame.end()
                            && after.size() == order.sort().size()
                            && json.path("order").asText().equals(order.text())
                            && isPlain(after)
                    ? new EventCursor(frame, order.text(), after)
                    : null;
        } catch (IOException | IllegalArgumentException _) {
            return null;
        }
    }

    private static boolean isPlain(ArrayNode values) {
        for (JsonNode value : values) {
            boolean text = value.isTextual() && value.textValue().length() <= MAX_TEXT;
            if (!value.isNull() && !value.isNumber() && !text) {
                return false;
            }
        }
        return true;
    }
}
