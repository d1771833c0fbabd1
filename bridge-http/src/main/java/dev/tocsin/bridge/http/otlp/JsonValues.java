package dev.tocsin.bridge.http.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.io.IOException;
import java.util.Base64;

/** Attributes and other values of OTLP from their JSON: {@code {"stringValue":"x"}}. */
final class JsonValues {
    private JsonValues() {}

    static KeyValue pair(JsonNode json) throws IOException {
        JsonFields fields = JsonFields.of(json, "attributes");
        KeyValue.Builder pair = KeyValue.newBuilder().setKey(fields.text("key"));
        JsonNode value = fields.get("value");
        return value == null ? pair.build() : pair.setValue(any(value)).build();
    }

    /** A value; the nesting that JSON is read with bounds the depth. */
    static AnyValue any(JsonNode json) throws IOException {
        JsonFields fields = JsonFields.of(json, "value");
        AnyValue.Builder value = AnyValue.newBuilder();
        for (var member : json.properties()) {
            if (!member.getValue().isNull()) {
                set(value, fields, member.getKey(), member.getValue());
            }
        }
        return value.build();
    }

    private static void set(AnyValue.Builder to, JsonFields in, String name, JsonNode value)
            throws IOException {
        switch (name) {
            case "stringValue" -> to.setStringValue(in.text(name));
            case "boolValue" -> to.setBoolValue(bool(value));
            case "intValue" -> to.setIntValue(int64(value));
            case "doubleValue" -> to.setDoubleValue(decimal(value));
            case "bytesValue" -> to.setBytesValue(base64(in.text(name)));
            case "arrayValue" -> to.setArrayValue(array(value));
            case "kvlistValue" -> to.setKvlistValue(list(value));
            default -> {
                // Unknown names are ignored.
            }
        }
    }

    private static boolean bool(JsonNode value) throws IOException {
        if (!value.isBoolean()) {
            throw JsonFields.wrong("truth value", "boolValue", value);
        }
        return value.booleanValue();
    }

    private static long int64(JsonNode value) throws IOException {
        try {
            return Long.parseLong(JsonFields.digits(value, "intValue"));
        } catch (NumberFormatException _) {
            throw JsonFields.wrong("whole number of 64 bits", "intValue", value);
        }
    }

    /** A number, its digits, or {@code NaN}, {@code Infinity} and {@code -Infinity}. */
    private static double decimal(JsonNode value) throws IOException {
        try {
            if (value.isNumber()) {
                return value.doubleValue();
            }
            if (value.isTextual()) {
                return Double.parseDouble(value.textValue());
            }
        } catch (NumberFormatException _) {
            // Said below, as for every other type.
        }
        throw JsonFields.wrong("number", "doubleValue", value);
    }

    private static ByteString base64(String text) throws IOException {
        try {
            return ByteString.copyFrom(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException _) {
            throw new IOException("a bytesValue that is not in base64");
        }
    }

    private static ArrayValue array(JsonNode json) throws IOException {
        ArrayValue.Builder array = ArrayValue.newBuilder();
        for (JsonNode value : JsonFields.of(json, "arrayValue").array("values")) {
            array.addValues(any(value));
        }
        return array.build();
    }

    private static KeyValueList list(JsonNode json) throws IOException {
        KeyValueList.Builder list = KeyValueList.newBuilder();
        for (JsonNode value : JsonFields.of(json, "kvlistValue").array("values")) {
            list.addValues(pair(value));
        }
        return list.build();
    }
}
