package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a protocol wraps around events of others: what is inside and of a shape that we know is read
 * as that, and the wrapping adds what the inside does not say. What the wrapping says stays under
 * the protocol's namespace.
 */
sealed interface DoorShape extends Shape
        permits CloudEventShape, GelfShape, LokiShape, OtlpShape, SplunkShape {
    /** All of them; each asks first for a name that hardly any other sender uses. */
    List<Shape> ALL =
            List.of(
                    new OtlpShape(),
                    new LokiShape(),
                    new GelfShape(),
                    new CloudEventShape(),
                    new SplunkShape());

    /** Reads what stands inside, if it is a JSON object, or a text of one, of a known shape. */
    static boolean readInside(@Nullable JsonNode inside, Draft draft) {
        ObjectNode object = inside == null ? null : object(inside);
        return object != null && EventNormalizer.readInside(object, draft);
    }

    private static @Nullable ObjectNode object(JsonNode inside) {
        if (inside instanceof ObjectNode object) {
            return object;
        }
        String text = inside.isTextual() ? inside.textValue().strip() : "";
        return text.startsWith("{") && text.endsWith("}") ? parsed(text) : null;
    }

    private static @Nullable ObjectNode parsed(String text) {
        try {
            return Json.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof ObjectNode object
                    ? object
                    : null;
        } catch (IOException _) {
            return null;
        }
    }

    /** Sets the message from a text, or from the text that an object of no known shape has. */
    static void putMessage(@Nullable JsonNode said, Draft draft) {
        if (said == null || said.isNull()) {
            return;
        }
        if (said.isObject()) {
            JsonNode message = said.has("message") ? said.get("message") : said.get("msg");
            draft.put("message", message != null && message.isTextual() ? message : null);
        } else if (said.isValueNode()) {
            draft.put("message", said.asText());
        }
    }

    /** A copy without some members. */
    static ObjectNode without(ObjectNode sent, Set<String> names) {
        ObjectNode rest = Json.object();
        sent.forEachEntry(
                (name, value) -> {
                    if (!names.contains(name)) {
                        rest.set(name, value);
                    }
                });
        return rest;
    }

    /** Keeps what the wrapping says, if there is anything. */
    static void keep(String namespace, ObjectNode document, Draft draft) {
        draft.put(namespace, document.isEmpty() ? null : document);
    }
}
