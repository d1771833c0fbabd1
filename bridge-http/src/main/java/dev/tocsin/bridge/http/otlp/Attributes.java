package dev.tocsin.bridge.http.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.json.Json;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Attributes and other values of OTLP as plain JSON; bytes become base64. */
final class Attributes {
    private Attributes() {}

    /** Sets {@code attributes}, if there are any. */
    static void put(ObjectNode json, List<KeyValue> attributes) {
        if (!attributes.isEmpty()) {
            json.set("attributes", object(attributes));
        }
    }

    /** A value. */
    static JsonNode plain(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> TextNode.valueOf(value.getStringValue());
            case BOOL_VALUE -> BooleanNode.valueOf(value.getBoolValue());
            case INT_VALUE -> LongNode.valueOf(value.getIntValue());
            case DOUBLE_VALUE -> DoubleNode.valueOf(value.getDoubleValue());
            case BYTES_VALUE -> BinaryNode.valueOf(value.getBytesValue().toByteArray());
            case ARRAY_VALUE -> array(value.getArrayValue().getValuesList());
            case KVLIST_VALUE -> object(value.getKvlistValue().getValuesList());
            // An index into a table that only profiles have.
            case STRING_VALUE_STRINDEX, VALUE_NOT_SET -> NullNode.getInstance();
        };
    }

    private static ArrayNode array(List<AnyValue> values) {
        ArrayNode array = Json.MAPPER.createArrayNode();
        for (AnyValue value : values) {
            array.add(plain(value));
        }
        return array;
    }

    /** Keys should be there once; the values of one that is repeated become a list. */
    private static ObjectNode object(List<KeyValue> pairs) {
        ObjectNode object = Json.object();
        Set<String> repeated = new HashSet<>();
        for (KeyValue pair : pairs) {
            String key = pair.getKey();
            JsonNode value = plain(pair.getValue());
            JsonNode before = object.putIfAbsent(key, value);
            if (before instanceof ArrayNode list && repeated.contains(key)) {
                list.add(value);
            } else if (before != null) {
                repeated.add(key);
                object.putArray(key).add(before).add(value);
            }
        }
        return object;
    }
}
