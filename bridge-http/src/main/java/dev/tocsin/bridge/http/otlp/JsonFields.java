package dev.tocsin.bridge.http.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON object, read as the types that they should have; what is absent or null
 * is the type's default.
 *
 * @param what the object is, for messages
 */
record JsonFields(JsonNode json, String what) {

    /**
     * The members of an object; null has none.
     *
     * @throws IOException when it is something else
     */
    static JsonFields of(JsonNode json, String what) throws IOException {
        if (!json.isObject() && !json.isNull()) {
            throw wrong("object", what, json);
        }
        return new JsonFields(json, what);
    }

    /** A member that is there and not null; else null. */
    @Nullable JsonNode get(String name) {
        JsonNode value = json.get(name);
        return value == null || value.isNull() ? null : value;
    }

    String text(String name) throws IOException {
        JsonNode value = get(name);
        if (value != null && !value.isTextual()) {
            throw wrong("text", name, value);
        }
        return value == null ? "" : value.textValue();
    }

    Iterable<JsonNode> array(String name) throws IOException {
        JsonNode value = get(name);
        if (value != null && !value.isArray()) {
            throw wrong("array", name, value);
        }
        return value == null ? List.of() : value;
    }

    long uint64(String name) throws IOException {
        JsonNode value = get(name);
        try {
            return value == null ? 0 : Long.parseUnsignedLong(digits(value, name));
        } catch (NumberFormatException _) {
            throw wrong("whole number of 64 bits", name, value);
        }
    }

    int uint32(String name) throws IOException {
        JsonNode value = get(name);
        try {
            return value == null ? 0 : Integer.parseUnsignedInt(digits(value, name));
        } catch (NumberFormatException _) {
            throw wrong("whole number of 32 bits", name, value);
        }
    }

    /** The digits of a number, or of a text. */
    static String digits(JsonNode value, String name) throws IOException {
        if (value.isTextual()) {
            return value.textValue();
        }
        if (value.isIntegralNumber()) {
            return value.asText();
        }
        boolean exact =
                value.isNumber()
                        && value.doubleValue() == Math.rint(value.doubleValue())
                        && Math.abs(value.doubleValue()) < Long.MAX_VALUE;
        if (!exact) {
            throw wrong("whole number", name, value);
        }
        return Long.toString((long) value.doubleValue());
    }

    static IOException wrong(String expected, String name, @Nullable JsonNode found) {
        String type = found == null ? "nothing" : found.getNodeType().name();
        return new IOException("%s that is no %s but %s".formatted(name, expected, type));
    }
}
