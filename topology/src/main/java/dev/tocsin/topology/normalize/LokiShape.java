package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a stream of Loki as the door writes it: {@code {"stream":…,"timestamp":…,"line":…}}.
 * The labels of the stream become {@code labels}; structured metadata and the time of the entry, to
 * the nanosecond, stay under {@code loki.*}.
 */
final class LokiShape implements DoorShape {
    private static final String METADATA = "structuredMetadata";
    private static final List<String> LEVELS = List.of("level", "severity", "detected_level");
    private static final String UNIT_END = ".service";

    @Override
    public String name() {
        return "loki";
    }

    @Override
    public boolean recognizes(ObjectNode sent) {
        return VendorShape.isObject(sent, "stream")
                && VendorShape.isText(sent, "line")
                && sent.has("timestamp");
    }

    @Override
    public void fill(ObjectNode sent, Draft draft) {
        JsonNode line = sent.path("line");
        boolean inside = DoorShape.readInside(line, draft);
        draft.time(sent.get("timestamp"));
        said(sent.path(METADATA), draft);
        said(sent.path("stream"), draft);
        draft.put("labels", sent.path("stream").isEmpty() ? null : sent.get("stream"));
        draft.put("loki.timestamp", sent.get("timestamp"));
        draft.put("loki.structured_metadata", sent.get(METADATA));
        if (!inside) {
            draft.put("message", line);
            Lines.read(draft);
        }
    }

    private static void said(JsonNode names, Draft draft) {
        AttributeNames.DOTTED.apply(names, draft);
        AttributeNames.PLAIN.apply(names, draft);
        draft.put("process.name", program(Json.text(names, "unit")));
        for (String level : LEVELS) {
            JsonNode value = names.get(level);
            if (value != null && !value.asText().equals("unknown")) {
                SyslogSeverity.put(value, draft);
            }
        }
    }

    /** Lines of a unit of systemd come without the name of the program that the unit runs. */
    private static @Nullable String program(@Nullable String unit) {
        if (unit == null || !unit.endsWith(UNIT_END)) {
            return null;
        }
        String name = unit.substring(0, unit.length() - UNIT_END.length());
        return name.equals("ssh") ? "sshd" : name;
    }
}
