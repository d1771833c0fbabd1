package dev.tocsin.rules.pipeline.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.JsonPath;
import org.jspecify.annotations.Nullable;

/** A field of a document, by its dotted name; a name with dots in it is found too. Immutable. */
public final class Place {
    /** The longest name of a field. */
    public static final int LONGEST = 256;

    /** The most parts of a name: documents nest no deeper by a step. */
    public static final int MOST_PARTS = 16;

    private final String name;
    private final JsonPath path;

    private Place(String name) {
        this.name = name;
        this.path = JsonPath.of(name);
    }

    /** The place that a name spells, or null when it spells none. */
    public static @Nullable Place of(String name) {
        return problem(name) == null ? new Place(name) : null;
    }

    /** What was expected of a name, and found, or null when it is one. */
    public static @Nullable String problem(String name) {
        if (name.isEmpty() || name.length() > LONGEST) {
            return "Expected a name of a field of 1 to "
                    + LONGEST
                    + " characters, but found "
                    + name.length();
        }
        String[] parts = name.split("\\.", -1);
        if (parts.length > MOST_PARTS) {
            return "Expected a name of at most " + MOST_PARTS + " parts, but found " + parts.length;
        }
        for (String part : parts) {
            if (part.isEmpty()) {
                return "Expected text between the dots of a name, but found '" + name + "'";
            }
        }
        return null;
    }

    @Nullable JsonNode at(ObjectNode document) {
        return path.at(document);
    }

    /** Sets the value where {@link #at} finds one, else where the path leads. */
    boolean replace(ObjectNode document, JsonNode value) {
        if (document.has(name)) {
            document.set(name, value);
            return true;
        }
        boolean elsewhere = path.within(document) == null;
        JsonNode before = elsewhere ? path.remove(document) : null;
        boolean set = path.set(document, value);
        if (!set && before != null) {
            document.set(name, before);
        }
        return set;
    }

    boolean set(ObjectNode document, JsonNode value) {
        return path.set(document, value);
    }

    @Nullable JsonNode remove(ObjectNode document) {
        return path.remove(document);
    }

    /** What stands before the first dot. */
    public String root() {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** Whether it is one of the names that are ours alone to write. */
    public boolean isOurs() {
        return root().equals("tocsin") && !name.startsWith("tocsin.logsource.");
    }

    /** The dotted name. */
    @Override
    public String toString() {
        return name;
    }
}
