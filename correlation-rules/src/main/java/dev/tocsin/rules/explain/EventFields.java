package dev.tocsin.rules.explain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.rules.plan.Anchor;
import dev.tocsin.rules.plan.Field;
import dev.tocsin.rules.plan.Predicate;
import dev.tocsin.rules.plan.ValueTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every field of an event that has a value, by dotted path: where a rule could have looked. */
final class EventFields {
    private static final int MAX_FIELDS = 2_000;
    private static final int MAX_FOUND = 3;
    private static final int MIN_TELLING = 3;
    private static final String OURS = "tocsin";

    private final JsonNode event;
    private final Map<String, JsonNode> fields = new LinkedHashMap<>();

    EventFields(JsonNode event) {
        this.event = event;
        collect(event, "");
    }

    private void collect(JsonNode node, String path) {
        if (fields.size() >= MAX_FIELDS || path.equals(OURS)) {
            return;
        }
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                collect(
                        entry.getValue(),
                        path.isEmpty() ? entry.getKey() : path + "." + entry.getKey());
            }
        } else if (node.isArray()) {
            node.forEach(item -> collect(item, path));
        } else if (!node.isNull()) {
            fields.putIfAbsent(path, node);
        }
    }

    /** Fields of the event whose names are like the field's, the likest first: path and value. */
    Map<String, JsonNode> like(Field field) {
        TreeMap<String, String> byLikeness = new TreeMap<>();
        for (String path : fields.keySet()) {
            int best = Likeness.NONE;
            for (String place : field.places()) {
                best = Math.min(best, Likeness.of(place, path));
            }
            if (best < Likeness.NONE) {
                byLikeness.put(best + path, path);
            }
        }
        return first(List.copyOf(byLikeness.values()));
    }

    /** Other fields of the event that would pass a test that not everything passes. */
    Map<String, JsonNode> passing(Field field, ValueTest test) {
        Anchor anchor = Anchor.of(test);
        boolean telling =
                anchor.text().length() >= MIN_TELLING && anchor.kind() != Anchor.Kind.NUMBER;
        List<String> passing = new ArrayList<>();
        for (String path : telling ? fields.keySet() : List.<String>of()) {
            Field there = new Field(path, List.of(path));
            if (!field.places().contains(path)
                    && PredicateTrial.holds(new Predicate.FieldMatches(there, test), event)) {
                passing.add(path);
            }
        }
        return first(passing);
    }

    private Map<String, JsonNode> first(List<String> paths) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        for (String path : paths.subList(0, Math.min(MAX_FOUND, paths.size()))) {
            JsonNode value = fields.get(path);
            if (value != null) {
                found.put(path, value);
            }
        }
        return found;
    }
}
