package dev.tocsin.bridge.http.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Messages of OTLP from their JSON, as the protocol writes it: 64-bit numbers as texts or numbers,
 * trace and span ids in hexadecimal, an enumeration as its number. Unknown names are ignored, null
 * is absent.
 */
final class JsonMessages {
    private static final String SEVERITY = "severityNumber";

    private JsonMessages() {}

    /**
     * A resource.
     *
     * @throws IOException when a value has another type than it should
     */
    static Resource resource(JsonNode json) throws IOException {
        JsonFields fields = JsonFields.of(json, "resource");
        return Resource.newBuilder()
                .addAllAttributes(attributes(fields))
                .setDroppedAttributesCount(fields.uint32("droppedAttributesCount"))
                .build();
    }

    /**
     * A scope.
     *
     * @throws IOException when a value has another type than it should
     */
    static InstrumentationScope scope(JsonNode json) throws IOException {
        JsonFields fields = JsonFields.of(json, "scope");
        return InstrumentationScope.newBuilder()
                .setName(fields.text("name"))
                .setVersion(fields.text("version"))
                .addAllAttributes(attributes(fields))
                .setDroppedAttributesCount(fields.uint32("droppedAttributesCount"))
                .build();
    }

    /**
     * A log record.
     *
     * @throws IOException when a value has another type than it should
     */
    static LogRecord record(JsonNode json) throws IOException {
        JsonFields fields = JsonFields.of(json, "logRecords");
        LogRecord.Builder record =
                LogRecord.newBuilder()
                        .setTimeUnixNano(fields.uint64("timeUnixNano"))
                        .setObservedTimeUnixNano(fields.uint64("observedTimeUnixNano"))
                        .setSeverityNumberValue(severity(fields))
                        .setSeverityText(fields.text("severityText"))
                        .setEventName(fields.text("eventName"))
                        .addAllAttributes(attributes(fields))
                        .setDroppedAttributesCount(fields.uint32("droppedAttributesCount"))
                        .setFlags(fields.uint32("flags"))
                        .setTraceId(hex(fields, "traceId"))
                        .setSpanId(hex(fields, "spanId"));
        JsonNode body = fields.get("body");
        if (body != null) {
            record.setBody(JsonValues.any(body));
        }
        return record.build();
    }

    private static List<KeyValue> attributes(JsonFields fields) throws IOException {
        List<KeyValue> attributes = new ArrayList<>();
        for (JsonNode pair : fields.array("attributes")) {
            attributes.add(JsonValues.pair(pair));
        }
        return attributes;
    }

    /** The protocol has numbers alone; some senders write names all the same. */
    private static int severity(JsonFields fields) throws IOException {
        JsonNode value = fields.get(SEVERITY);
        if (value == null || !value.isTextual() || !value.textValue().startsWith("SEVERITY_")) {
            return fields.uint32(SEVERITY);
        }
        try {
            return SeverityNumber.valueOf(value.textValue()).getNumber();
        } catch (IllegalArgumentException _) {
            throw new IOException("a severityNumber that is not known");
        }
    }

    private static ByteString hex(JsonFields fields, String name) throws IOException {
        String text = fields.text(name);
        try {
            return ByteString.copyFrom(HexFormat.of().parseHex(text));
        } catch (IllegalArgumentException _) {
            throw new IOException("a " + name + " that is not in hexadecimal digits");
        }
    }
}
