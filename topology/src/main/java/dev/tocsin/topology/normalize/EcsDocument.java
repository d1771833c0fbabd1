package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.event.LogSource;
import dev.tocsin.json.Json;
import java.util.Set;

/** Takes over a document that is ECS already, and puts right what would break its mapping. */
final class EcsDocument {
    /** Field sets of ECS: top-level names that must be objects. */
    static final Set<String> FIELD_SETS =
            Set.of(
                    "agent",
                    "as",
                    "client",
                    "cloud",
                    "container",
                    "destination",
                    "device",
                    "dll",
                    "dns",
                    "ecs",
                    "email",
                    "error",
                    "event",
                    "file",
                    "group",
                    "hash",
                    "host",
                    "http",
                    "log",
                    "network",
                    "observer",
                    "orchestrator",
                    "organization",
                    "process",
                    "registry",
                    "related",
                    "rule",
                    "server",
                    "service",
                    "source",
                    "threat",
                    "tls",
                    "url",
                    "user",
                    "user_agent",
                    "vulnerability",
                    "winlog");

    private EcsDocument() {}

    /** Takes a document over, and reads its line where no field says what happened. */
    static void takeEvent(ObjectNode sent, Draft draft) {
        take(sent, draft);
        if (!draft.has("event.action")) {
            Lines.read(draft);
        }
        AuditEvent.complete(draft);
    }

    static void take(ObjectNode sent, Draft draft) {
        draft.startFrom(Json.object());
        sent.forEachEntry((name, value) -> place(draft, name, value));
        draft.time(sent.get("@timestamp"));
        draft.ownId(draft.text("event.id"));
    }

    private static void place(Draft draft, String name, JsonNode value) {
        if (name.equals("@timestamp")) {
            return;
        }
        if (name.equals("tocsin")) {
            ours(draft, value);
        } else if (name.equals("tags") && value.isValueNode()) {
            draft.tag(value.asText());
        } else if (isMisplaced(name, value)) {
            keepMisplaced(draft, name, value);
        } else {
            merge(draft, name, value);
        }
    }

    private static boolean isMisplaced(String name, JsonNode value) {
        return name.equals("tags")
                ? !value.isArray()
                : FIELD_SETS.contains(name) && !value.isObject();
    }

    /** {@code "event.category": …} beside {@code "event": {…}} becomes one object. */
    private static void merge(Draft draft, String name, JsonNode value) {
        JsonNode copy = value.deepCopy();
        if (draft.event().get(name) instanceof ObjectNode && copy.isObject()) {
            copy.forEachEntry((child, node) -> draft.put(name + "." + child, node));
            return;
        }
        draft.put(name, copy);
    }

    private static void keepMisplaced(Draft draft, String name, JsonNode value) {
        if (!value.isNull()) {
            draft.unmapped(name, value);
            draft.problem(
                    "Expected %s in %s, but found %s"
                            .formatted(
                                    name.equals("tags") ? "a list" : "an object",
                                    name,
                                    Texts.lower(value.getNodeType().name())));
        }
    }

    /** Only the log source is the sender's to say; the rest of our names it cannot forge. */
    private static void ours(Draft draft, JsonNode value) {
        value.forEachEntry(
                (name, part) -> {
                    if (name.equals("logsource") && part.isObject()) {
                        draft.put(LogSource.FIELD, part.deepCopy());
                    } else {
                        draft.unmapped("tocsin." + name, part);
                    }
                });
    }
}
