package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.event.LogSource;
import dev.tocsin.json.Json;
import dev.tocsin.topology.normalize.MozDefFields.Field;
import dev.tocsin.topology.normalize.MozDefFields.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * MozDef's own shape, and with it the JSON of syslog relays, which use the same few names: a text,
 * a time, a host, a program. Keys are compared in lower case and without {@code @}.
 */
final class MozDefShape implements Shape {
    private static final List<String> TELLING =
            List.of("summary", "message", "payload", "details", "fields");

    @Override
    public String name() {
        return "mozdef";
    }

    /** A text or details, and at least one more of the shape's names. */
    @Override
    public boolean recognizes(ObjectNode sent) {
        int known = 0;
        boolean telling = false;
        for (var entry : sent.properties()) {
            String key = fold(entry.getKey());
            known += MozDefFields.isKnown(key) ? 1 : 0;
            telling |= TELLING.contains(key);
        }
        return telling && known >= 2;
    }

    @Override
    public void fill(ObjectNode sent, Draft draft) {
        Map<String, JsonNode> left = folded(sent, draft);
        for (Field field : MozDefFields.ALL) {
            for (String key : field.keys()) {
                JsonNode value = left.remove(key);
                if (value != null && !MozDefPlace.put(field, value, draft)) {
                    keep(draft, field, key, value);
                }
            }
        }
        left.forEach((key, value) -> unknown(draft, key, value));
        LdapDetails.complete(draft);
        Lines.read(draft);
    }

    private static Map<String, JsonNode> folded(ObjectNode sent, Draft draft) {
        Map<String, JsonNode> folded = new LinkedHashMap<>();
        sent.forEachEntry(
                (name, value) -> {
                    if (value.isObject() && isElement(name)) {
                        elements(draft).set(name, value);
                    } else if (folded.putIfAbsent(fold(name), value) != null) {
                        unknown(draft, name, value);
                    }
                });
        return folded;
    }

    /** An element of structured data beside the other names, as Vector has it: {@code a@32473}. */
    private static boolean isElement(String name) {
        int at = name.indexOf('@');
        return at > 0 && at + 1 < name.length() && Scan.isDigit(name.charAt(at + 1));
    }

    private static ObjectNode elements(Draft draft) {
        return draft.event().withObject("/log/syslog/structured_data");
    }

    private static String fold(String name) {
        return Texts.lower(name.indexOf('@') < 0 ? name : name.replace("@", ""));
    }

    /** A known name whose place is taken or whose type does not fit. */
    private static void keep(Draft draft, Field field, String key, JsonNode value) {
        if (!value.isNull()) {
            ObjectNode own = draft.event().withObject("/mozdef");
            String name = field.kind() == Kind.PID ? "processid" : key;
            if (own.has(name)) {
                unknown(draft, key, value);
            } else {
                own.set(name, value);
            }
        }
    }

    private static void unknown(Draft draft, String key, JsonNode value) {
        JsonNode logSource = key.equals("tocsin") ? value.get("logsource") : null;
        if (logSource != null) {
            draft.put(LogSource.FIELD, logSource);
        }
        Json.set(unknowns(draft), key.replace('.', '_'), MozDefPlace.converted(key, value));
    }

    private static ObjectNode unknowns(Draft draft) {
        return draft.event().withObject("/mozdef/unknown");
    }
}
