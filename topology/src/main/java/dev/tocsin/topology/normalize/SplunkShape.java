package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An envelope of Splunk's HTTP Event Collector: {@code
 * {"time":…,"host":…,"source":…,"sourcetype":…, "index":…,"fields":{…},"event":…}}, with an event
 * that is a text or an object. All but a text that becomes the message stays under {@code
 * splunk.*}.
 */
final class SplunkShape implements DoorShape {
    private static final String EVENT = "event";
    private static final Set<String> MEMBERS =
            Set.of("time", "host", "source", "sourcetype", "index", "fields", EVENT);

    /** What the log driver of Docker calls the line in the object that it makes of each. */
    private static final String LINE = "line";

    @Override
    public String name() {
        return "splunk-hec";
    }

    @Override
    public boolean recognizes(ObjectNode sent) {
        if (!sent.has(EVENT) || sent.path("host").isContainerNode()) {
            return false;
        }
        for (var member : sent.properties()) {
            if (!MEMBERS.contains(member.getKey())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void fill(ObjectNode sent, Draft draft) {
        JsonNode event = sent.path(EVENT);
        boolean line = event.has(LINE);
        JsonNode said = line ? event.get(LINE) : event;
        boolean inside = DoorShape.readInside(said, draft);
        draft.time(sent.get("time"));
        draft.put("host.name", Json.text(sent, "host"));
        source(Json.text(sent, "source"), draft);
        AttributeNames.DOTTED.apply(sent.path("fields"), draft);
        AttributeNames.PLAIN.apply(sent.path("fields"), draft);
        keep(sent, event, line || !inside, draft);
        if (!inside) {
            DoorShape.putMessage(said, draft);
            Lines.read(draft);
        }
    }

    private static void source(@Nullable String source, Draft draft) {
        if (source != null && (source.startsWith("/") || source.indexOf(":\\") == 1)) {
            draft.put("log.file.path", source);
        }
    }

    private static void keep(ObjectNode sent, JsonNode event, boolean whole, Draft draft) {
        ObjectNode kept = DoorShape.without(sent, Set.of(EVENT));
        if (whole && event instanceof ObjectNode object) {
            boolean text = object.path(LINE).isTextual();
            kept.set(EVENT, text ? DoorShape.without(object, Set.of(LINE)) : object);
        }
        DoorShape.keep("splunk", kept, draft);
    }
}
