package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A log record of OpenTelemetry as the door writes it: {@code {"resource":…,"scope":…,"record":…}}.
 * All of it stays under {@code otel.*}, where attributes keep their names, except for a body that
 * is the message or was read as an event of its own. A record without a time has the one that
 * stands in its text, or else that at which a collector saw it.
 */
final class OtlpShape implements DoorShape {
    private static final String BODY = "body";
    private static final int TRACE_ID_DIGITS = 32;
    private static final int SPAN_ID_DIGITS = 16;

    @Override
    public String name() {
        return "otlp";
    }

    @Override
    public boolean recognizes(ObjectNode sent) {
        return VendorShape.isObject(sent, "record")
                && VendorShape.isObject(sent, "resource")
                && VendorShape.isObject(sent, "scope");
    }

    @Override
    public void fill(ObjectNode sent, Draft draft) {
        ObjectNode record = (ObjectNode) sent.path("record");
        JsonNode attributes = record.path("attributes");
        boolean inside = DoorShape.readInside(record.get(BODY), draft);
        draft.time(record.get("timeUnixNano"));
        severity(record, draft);
        AttributeNames.DOTTED.apply(attributes, draft);
        if (!inside) {
            text(record.get(BODY), attributes, draft);
        }
        draft.time(record.get("observedTimeUnixNano"));
        AttributeNames.DOTTED.apply(sent.path("resource").get("attributes"), draft);
        ids(record, draft);
        draft.put("event.action", Json.text(record, "eventName"));
        draft.put("log.logger", Json.text(sent.path("scope"), "name"));
        draft.ownId(Json.text(attributes, "log.record.uid"));
        keep(sent, inside, draft);
    }

    /** The syslog receiver leaves the whole line in the body, and its parts in attributes. */
    private static void text(@Nullable JsonNode body, JsonNode attributes, Draft draft) {
        boolean syslog = attributes.has("appname") || attributes.has("proc_id");
        if (syslog) {
            AttributeNames.PLAIN.apply(attributes, draft);
        }
        JsonNode message = attributes.get("message");
        if (syslog && message != null && message.isTextual()) {
            draft.put("message", message);
            draft.put("event.original", body != null && body.isTextual() ? body : null);
        }
        DoorShape.putMessage(body, draft);
        Lines.read(draft);
    }

    private static void severity(ObjectNode record, Draft draft) {
        String text = Json.text(record, "severityText");
        if (text != null && !text.isEmpty()) {
            SyslogSeverity.put(TextNode.valueOf(text), draft);
        }
        int number = record.path("severityNumber").asInt();
        if (number >= 1 && number <= OtlpSeverity.HIGHEST) {
            draft.put("log.level", OtlpSeverity.name(number));
            draft.put("event.severity", OtlpSeverity.syslogCode(number));
        }
    }

    private static void ids(ObjectNode record, Draft draft) {
        id("trace.id", Json.text(record, "traceId"), TRACE_ID_DIGITS, draft);
        id("span.id", Json.text(record, "spanId"), SPAN_ID_DIGITS, draft);
    }

    /** An id of another length, or of zeros alone, is none. */
    private static void id(String field, @Nullable String hex, int digits, Draft draft) {
        if (hex != null && hex.length() == digits && !hex.chars().allMatch(c -> c == '0')) {
            draft.put(field, hex);
        }
    }

    private static void keep(ObjectNode sent, boolean inside, Draft draft) {
        ObjectNode kept = Json.object();
        sent.path("record")
                .forEachEntry(
                        (name, value) -> {
                            if (!name.equals(BODY) || !(inside || isMessage(value, draft))) {
                                kept.set(name, value);
                            }
                        });
        for (String name : List.of("resource", "scope")) {
            if (!sent.path(name).isEmpty()) {
                kept.set(name, sent.get(name));
            }
        }
        DoorShape.keep("otel", kept, draft);
    }

    private static boolean isMessage(JsonNode body, Draft draft) {
        String text = body.isTextual() ? body.textValue() : "";
        return text.equals(draft.text("message")) || text.equals(draft.text("event.original"));
    }
}
