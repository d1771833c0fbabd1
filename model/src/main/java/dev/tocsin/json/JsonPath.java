package dev.tocsin.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A field, split once: finds and sets what {@link Json#at} and {@link Json#set} do by its name, and
 * makes no strings. Immutable.
 */
public final class JsonPath {
    /** The longest name that is split: the parts grow with the square of its dots. */
    private static final int MOST_DOTS = 8;

    private final String field;

    /** What stands before each dot. */
    private final String[] heads;

    /** What stands behind each dot. */
    private final JsonPath[] tails;

    private final boolean split;

    private JsonPath(String field, String[] heads, JsonPath[] tails, boolean split) {
        this.field = field;
        this.heads = heads;
        this.tails = tails;
        this.split = split;
    }

    /** The path that a dotted name spells. */
    public static JsonPath of(String field) {
        String[] parts = field.split("\\.", -1);
        if (parts.length > MOST_DOTS + 1 || hasEmpty(parts)) {
            return new JsonPath(field, new String[0], new JsonPath[0], false);
        }
        JsonPath[] from = new JsonPath[parts.length];
        for (int first = parts.length - 1; first >= 0; first--) {
            from[first] = path(parts, first, from);
        }
        return from[0];
    }

    /** The path of the parts from one on, when those of fewer parts are there. */
    private static JsonPath path(String[] parts, int first, JsonPath[] from) {
        int dots = parts.length - 1 - first;
        String[] heads = new String[dots];
        JsonPath[] tails = new JsonPath[dots];
        String head = parts[first];
        for (int i = 0; i < dots; i++) {
            heads[i] = head;
            tails[i] = from[first + 1 + i];
            head = head + '.' + parts[first + 1 + i];
        }
        return new JsonPath(head, heads, tails, true);
    }

    private static boolean hasEmpty(String[] parts) {
        for (String part : parts) {
            if (part.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** As {@link Json#at}. */
    public @Nullable JsonNode at(JsonNode node) {
        if (!split) {
            return Json.at(node, field);
        }
        JsonNode literal = node.get(field);
        for (int i = 0; literal == null && i < heads.length; i++) {
            JsonNode child = node.get(heads[i]);
            if (child != null && child.isObject()) {
                literal = tails[i].at(child);
            }
        }
        return literal;
    }

    /** As {@link Json#text}. */
    public @Nullable String text(JsonNode node) {
        return Json.scalar(at(node));
    }

    /** As {@link Json#set}. */
    public boolean set(ObjectNode root, JsonNode value) {
        if (!split) {
            return Json.set(root, field, value);
        }
        if (heads.length == 0) {
            root.set(field, value);
            return true;
        }
        JsonNode child = root.get(heads[0]);
        if (child == null) {
            return tails[0].set(root.putObject(heads[0]), value);
        }
        return child instanceof ObjectNode object && tails[0].set(object, value);
    }

    /** As {@link #at}, in a tree of which is known that no name on the way has dots. */
    public @Nullable JsonNode within(JsonNode root) {
        if (!split) {
            return Json.at(root, field);
        }
        JsonNode node = root;
        JsonPath rest = this;
        while (rest.heads.length > 0) {
            node = node.get(rest.heads[0]);
            if (node == null) {
                return null;
            }
            rest = rest.tails[0];
        }
        return node.get(rest.field);
    }

    /**
     * Sets the field if {@link #within} finds nothing, on one way down.
     *
     * @return false if something on the way is not an object, so that nothing is set
     */
    public boolean setIfAbsent(ObjectNode root, JsonNode value) {
        if (!split) {
            return Json.at(root, field) != null || Json.set(root, field, value);
        }
        ObjectNode node = root;
        JsonPath rest = this;
        while (rest.heads.length > 0) {
            JsonNode child = node.get(rest.heads[0]);
            if (child == null) {
                node = node.putObject(rest.heads[0]);
            } else if (child instanceof ObjectNode object) {
                node = object;
            } else {
                return false;
            }
            rest = rest.tails[0];
        }
        node.putIfAbsent(rest.field, value);
        return true;
    }

    /**
     * Takes out what {@link #at} finds.
     *
     * @return what stood there, or null
     */
    public @Nullable JsonNode remove(ObjectNode root) {
        JsonNode literal = root.remove(field);
        for (int i = 0; literal == null && i < heads.length; i++) {
            if (root.get(heads[i]) instanceof ObjectNode child) {
                literal = tails[i].remove(child);
            }
        }
        return literal;
    }

    /** The dotted name. */
    @Override
    public String toString() {
        return field;
    }
}
