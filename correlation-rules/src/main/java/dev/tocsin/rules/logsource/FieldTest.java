package dev.tocsin.rules.logsource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.rules.value.FieldPath;
import dev.tocsin.rules.value.Fold;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a field of an event has one of some values, compared without case. A value that begins or
 * ends with {@code *} stands for every text that ends or begins with the rest; {@code *} alone for
 * every text. Of a list any element will do.
 *
 * @param field the field's dotted name
 * @param path where it lies
 * @param exact folded whole values
 * @param patterns folded values with {@code *}
 */
record FieldTest(String field, FieldPath path, Set<String> exact, List<String> patterns) {
    private static final String ANY = "*";

    static FieldTest of(String field, List<String> values) {
        Set<String> exact = new HashSet<>();
        List<String> patterns = new ArrayList<>();
        for (String value : values) {
            String folded = Fold.fold(value);
            boolean pattern = folded.startsWith(ANY) || folded.endsWith(ANY);
            (pattern ? patterns : exact).add(folded);
        }
        return new FieldTest(field, FieldPath.of(field), Set.copyOf(exact), List.copyOf(patterns));
    }

    boolean holds(JsonNode event) {
        List<String> values = values(path, event);
        for (int i = 0; i < values.size(); i++) {
            if (accepts(values.get(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean accepts(String folded) {
        if (exact.contains(folded)) {
            return true;
        }
        for (String pattern : patterns) {
            if (like(pattern, folded)) {
                return true;
            }
        }
        return false;
    }

    private static boolean like(String pattern, String folded) {
        if (pattern.equals(ANY)) {
            return true;
        }
        boolean begins = pattern.startsWith(ANY);
        boolean ends = pattern.endsWith(ANY);
        String rest = pattern.substring(begins ? 1 : 0, pattern.length() - (ends ? 1 : 0));
        if (begins && ends) {
            return folded.contains(rest);
        }
        return begins ? folded.endsWith(rest) : folded.startsWith(rest);
    }

    /** The folded plain values at a place. */
    static List<String> values(FieldPath path, JsonNode event) {
        List<JsonNode> found = new ArrayList<>(1);
        path.collect(event, found);
        if (found.isEmpty()) {
            return List.of();
        }
        List<String> values = new ArrayList<>(found.size());
        for (int i = 0; i < found.size(); i++) {
            JsonNode node = found.get(i);
            if (node.isValueNode() && !node.isNull()) {
                values.add(Fold.fold(node.asText()));
            }
        }
        return values;
    }
}
