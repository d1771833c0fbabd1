package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The data of one Windows event, and the draft it goes into.
 *
 * @param fields {@code winlog.event_data}
 */
record WindowsData(Draft draft, ObjectNode fields) {
    private static final String NONE = "-";

    /** The text of a value, or null when there is none or it is a dash. */
    @Nullable String text(String name) {
        JsonNode value = fields.get(name); // names of event data have no dots: no path to follow
        String text =
                value == null || value.isNull() || value.isContainerNode() ? null : value.asText();
        return text == null || text.isEmpty() || text.equals(NONE) ? null : text;
    }

    /** Whether a value is there and says a text, whatever its case. */
    boolean says(String name, String text) {
        return text.equalsIgnoreCase(text(name));
    }

    void text(String field, String name) {
        draft.put(field, text(name));
    }

    void number(String field, String name) {
        JsonNode value = fields.get(name);
        if (value != null) {
            draft.putNumber(field, value);
        }
    }

    void categorize(String category, String... types) {
        draft.putAll("event.category", category);
        draft.putAll("event.type", types);
    }

    void action(String action) {
        draft.put("event.action", action);
    }

    void outcome(boolean success) {
        draft.put("event.outcome", Outcome.of(success));
    }

    /** {@code <at>.executable}, name and id of a process. */
    void process(String at, String image, String pid) {
        String path = text(image);
        if (path != null) {
            draft.put(at + ".executable", path);
            draft.put(at + ".name", Texts.baseName(path));
        }
        number(at + ".pid", pid);
    }

    void file(String name) {
        String path = text(name);
        if (path != null) {
            FilePaths.put("file", path, draft);
        }
    }

    void endpoint(String side, String address, String port) {
        draft.putEndpoint(side, text(address));
        number(side + ".port", port);
    }

    /** The account that stands under {@code <prefix>UserName}, domain and SID. */
    void account(String at, String prefix) {
        String name = text(prefix + "UserName");
        if (name != null && !draft.has(at + ".name")) {
            draft.put(at + ".name", name);
            draft.put(at + ".domain", text(prefix + "DomainName"));
            draft.put(at + ".id", text(prefix + "UserSid"));
        }
    }
}
