package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;

/**
 * A message of GELF 1.1. All but the text that becomes the message stays under {@code gelf.*} too,
 * additional fields without the underscore before their names.
 */
final class GelfShape implements DoorShape {
    private static final String SHORT = "short_message";
    private static final String FULL = "full_message";

    @Override
    public String name() {
        return "gelf";
    }

    @Override
    public boolean recognizes(ObjectNode sent) {
        return sent.has(SHORT) || (sent.has(FULL) && sent.has("version"));
    }

    @Override
    public void fill(ObjectNode sent, Draft draft) {
        String name = sent.has(SHORT) ? SHORT : FULL;
        JsonNode text = sent.path(name);
        boolean inside = DoorShape.readInside(text, draft);
        ObjectNode kept = kept(sent, inside || text.isValueNode() ? name : "");
        draft.time(sent.get("timestamp"));
        if (sent.has("level")) {
            SyslogSeverity.put(sent.get("level"), draft);
        }
        host(sent.path("host"), draft);
        AttributeNames.DOTTED.apply(kept, draft);
        AttributeNames.PLAIN.apply(kept, draft);
        deprecated(sent, draft);
        DoorShape.keep("gelf", kept, draft);
        if (!inside) {
            DoorShape.putMessage(text, draft);
            Lines.read(draft);
        }
    }

    private static void host(JsonNode host, Draft draft) {
        if (host.isValueNode() && !FieldMap.isNothing(host)) {
            draft.put("host.name", host.asText());
        }
    }

    /** What GELF 1.0 had and many libraries still send. */
    private static void deprecated(ObjectNode sent, Draft draft) {
        draft.put("log.syslog.facility.name", Json.text(sent, "facility"));
        draft.put("log.origin.file.name", Json.text(sent, "file"));
        draft.putNumber("log.origin.file.line", sent.get("line"));
    }

    /** All but the text that is read; a name that is there with and without underscore keeps it. */
    private static ObjectNode kept(ObjectNode sent, String read) {
        ObjectNode kept = Json.object();
        sent.forEachEntry(
                (name, value) -> {
                    String bare = name.startsWith("_") ? name.substring(1) : name;
                    if (!name.equals(read)) {
                        kept.set(bare.isEmpty() || sent.has(bare) ? name : bare, value);
                    }
                });
        return kept;
    }
}
