package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.topology.normalize.MozDefFields.Field;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the value of one MozDef field where it belongs. */
final class MozDefPlace {
    /** What MozDef's categories mean in ECS. */
    private static final Map<String, String> CATEGORIES =
            Map.ofEntries(
                    Map.entry("authentication", "authentication"),
                    Map.entry("bruteforce", "authentication"),
                    Map.entry("network", "network"),
                    Map.entry("netflow", "network"),
                    Map.entry("firewall", "network"),
                    Map.entry("dns", "network"),
                    Map.entry("web", "web"),
                    Map.entry("access", "web"),
                    Map.entry("process", "process"),
                    Map.entry("execve", "process"),
                    Map.entry("file", "file"),
                    Map.entry("malware", "malware"),
                    Map.entry("av", "malware"),
                    Map.entry("ids", "intrusion_detection"),
                    Map.entry("configuration", "configuration"));

    private MozDefPlace() {}

    /** Whether the value has found its place. */
    static boolean put(Field field, JsonNode value, Draft draft) {
        return switch (field.kind()) {
            case TEXT -> text(field.path(), value, draft);
            case TIME -> draft.time() == null && draft.time(value) && !value.isNull();
            case SEVERITY -> SyslogSeverity.put(value, draft);
            case PID -> !draft.has(field.path()) && draft.putNumber(field.path(), value);
            case PROGRAM -> text(field.path(), value, draft);
            case CATEGORY -> category(value, draft);
            case TAGS -> tags(value, draft);
            case STRUCTURED_DATA -> structuredData(field.path(), value, draft);
            case DETAILS -> details(value, draft);
        };
    }

    private static boolean text(String path, JsonNode value, Draft draft) {
        if (value.isContainerNode() || value.isNull() || draft.has(path)) {
            return false;
        }
        String text = value.asText().strip();
        if (!text.isEmpty()) {
            draft.put(path, text);
        }
        return true;
    }

    /** Of RFC 5424, as its text or read already. */
    private static boolean structuredData(String path, JsonNode value, Draft draft) {
        if (value instanceof ObjectNode elements && !elements.isEmpty()) {
            draft.put(path, elements);
            return true;
        }
        ObjectNode read = Json.object();
        boolean whole =
                value.isTextual()
                        && value.textValue().startsWith("[")
                        && Syslog5424.structuredData(new Scan(value.textValue()), read);
        if (whole) {
            draft.put(path, read);
        }
        return whole;
    }

    private static boolean category(JsonNode value, Draft draft) {
        if (!value.isTextual() || draft.has("mozdef.category")) {
            return false;
        }
        draft.put("mozdef.category", value);
        String category = CATEGORIES.get(Texts.lower(value.textValue()));
        if (category != null) {
            draft.putAll("event.category", category);
        }
        return true;
    }

    private static boolean tags(JsonNode value, Draft draft) {
        if (value.isArray()) {
            value.forEach(tag -> draft.tag(tag.asText()));
        } else if (value.isTextual()) {
            for (String tag : value.textValue().split(",", -1)) {
                draft.tag(tag.strip());
            }
        }
        return value.isArray() || value.isTextual();
    }

    private static boolean details(JsonNode value, Draft draft) {
        if (!value.isObject()) {
            return false;
        }
        ObjectNode details = draft.event().withObject("/mozdef/details");
        value.forEachEntry(
                (name, detail) -> {
                    details.set(name, converted(name, detail));
                    MozDefDetails.toEcs(Texts.lower(name), detail, draft);
                });
        return true;
    }

    /** Names that end in {@code _int} or {@code _float} say the type of a text. */
    static JsonNode converted(String name, JsonNode value) {
        if (value.isTextual() && name.endsWith("_int")) {
            Long whole = Numbers.whole(value);
            return whole == null ? value : LongNode.valueOf(whole);
        }
        if (value.isTextual() && name.endsWith("_float")) {
            Double number = decimal(value.textValue());
            return number == null ? value : DoubleNode.valueOf(number);
        }
        return value;
    }

    private static @Nullable Double decimal(String text) {
        try {
            double number = Double.parseDouble(text.strip());
            return Double.isFinite(number) ? number : null;
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
