package dev.tocsin.bridge.http.otlp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import dev.tocsin.json.Json;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.HexFormat;

/**
 * The event that a log record becomes: {@code {"resource":{…},"scope":{…},"record":{…}}}, each with
 * the names of OTLP's JSON, except that attributes and bodies are plain JSON: {@code
 * {"service.name":"shop"}}. Times are nanoseconds since the epoch in decimal digits, ids are
 * hexadecimal, and what a record does not say is absent.
 */
final class OtlpEvent {
    private static final byte[] END = {'}'};

    private OtlpEvent() {}

    /** What the records of one scope have in common: the event's bytes up to the record. */
    static byte[] head(
            Resource resource, String resourceUrl, InstrumentationScope scope, String scopeUrl) {
        ObjectNode ofResource = Json.object();
        Attributes.put(ofResource, resource.getAttributesList());
        number(ofResource, "droppedAttributesCount", resource.getDroppedAttributesCount());
        text(ofResource, "schemaUrl", resourceUrl);
        ObjectNode ofScope = Json.object();
        text(ofScope, "name", scope.getName());
        text(ofScope, "version", scope.getVersion());
        Attributes.put(ofScope, scope.getAttributesList());
        number(ofScope, "droppedAttributesCount", scope.getDroppedAttributesCount());
        text(ofScope, "schemaUrl", scopeUrl);
        return join(
                "{\"resource\":".getBytes(US_ASCII),
                Json.bytes(ofResource),
                ",\"scope\":".getBytes(US_ASCII),
                Json.bytes(ofScope),
                ",\"record\":".getBytes(US_ASCII));
    }

    /** The event's bytes. */
    static byte[] of(byte[] head, LogRecord record) {
        return join(head, Json.bytes(json(record)), END);
    }

    private static ObjectNode json(LogRecord record) {
        ObjectNode json = Json.object();
        time(json, "timeUnixNano", record.getTimeUnixNano());
        time(json, "observedTimeUnixNano", record.getObservedTimeUnixNano());
        number(json, "severityNumber", record.getSeverityNumberValue());
        text(json, "severityText", record.getSeverityText());
        text(json, "eventName", record.getEventName());
        if (record.hasBody()) {
            json.set("body", Attributes.plain(record.getBody()));
        }
        Attributes.put(json, record.getAttributesList());
        number(json, "droppedAttributesCount", record.getDroppedAttributesCount());
        number(json, "flags", record.getFlags());
        hex(json, "traceId", record.getTraceId());
        hex(json, "spanId", record.getSpanId());
        return json;
    }

    private static void time(ObjectNode json, String name, long unsignedNanos) {
        if (unsignedNanos != 0) {
            json.put(name, Long.toUnsignedString(unsignedNanos));
        }
    }

    private static void number(ObjectNode json, String name, int unsigned) {
        if (unsigned != 0) {
            json.put(name, Integer.toUnsignedLong(unsigned));
        }
    }

    private static void text(ObjectNode json, String name, String value) {
        if (!value.isEmpty()) {
            json.put(name, value);
        }
    }

    private static void hex(ObjectNode json, String name, ByteString id) {
        if (!id.isEmpty()) {
            json.put(name, HexFormat.of().formatHex(id.toByteArray()));
        }
    }

    private static byte[] join(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] joined = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }
}
