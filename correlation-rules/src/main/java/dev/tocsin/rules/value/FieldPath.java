package dev.tocsin.rules.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One place in an event, by dotted path. The literal key comes first, then the path; at every array
 * on the way the path descends into each element. Immutable; looking up makes no strings.
 */
public final class FieldPath {
    /** The longest path that is split. */
    public static final int MAX_SEGMENTS = 32;

    private final int segments;

    /** {@code keys[from][to]}: the segments from..to joined with dots. */
    private final String[][] keys;

    private FieldPath(String[][] keys) {
        this.keys = keys;
        this.segments = keys.length;
    }

    /**
     * The path that a dotted name spells. A name of more than {@value #MAX_SEGMENTS} segments is
     * one literal key: no event nests so deep by design, and the keys grow with the square.
     */
    public static FieldPath of(String dotted) {
        String[] split = dotted.split("\\.", MAX_SEGMENTS + 1);
        List<String> parts =
                split.length > MAX_SEGMENTS ? List.of(dotted) : List.of(dotted.split("\\.", -1));
        String[][] keys = new String[parts.size()][parts.size()];
        for (int from = 0; from < parts.size(); from++) {
            for (int to = from; to < parts.size(); to++) {
                keys[from][to] = String.join(".", parts.subList(from, to + 1));
            }
        }
        return new FieldPath(keys);
    }

    /** How many segments the path has. */
    public int segments() {
        return segments;
    }

    /** The segments from..to, both inclusive and from 0, joined with dots. */
    public String key(int from, int to) {
        return keys[from][to];
    }

    /**
     * Adds what stands at this path to {@code found}: scalars, objects and nulls; of an array its
     * elements, and of nested arrays theirs.
     *
     * @return whether the path is present; an empty array is present and adds nothing
     */
    public boolean collect(JsonNode event, List<JsonNode> found) {
        return collect(event, 0, found);
    }

    private boolean collect(JsonNode node, int from, List<JsonNode> found) {
        if (node.isArray()) {
            boolean present = false;
            for (int i = 0; i < node.size(); i++) {
                present |= collect(node.get(i), from, found);
            }
            return present;
        }
        if (!node.isObject()) {
            return false;
        }
        for (int to = segments - 1; to >= from; to--) {
            JsonNode child = node.get(keys[from][to]);
            if (child != null && arrive(child, to, found)) {
                return true;
            }
        }
        return false;
    }

    private boolean arrive(JsonNode child, int to, List<JsonNode> found) {
        if (to < segments - 1) {
            return collect(child, to + 1, found);
        }
        addLeaves(child, found);
        return true;
    }

    private static void addLeaves(JsonNode node, List<JsonNode> found) {
        if (!node.isArray()) {
            found.add(node);
            return;
        }
        for (int i = 0; i < node.size(); i++) {
            addLeaves(node.get(i), found);
        }
    }

    @Override
    public String toString() {
        return keys[0][segments - 1];
    }
}
