package dev.tocsin.rules.correlate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.rules.value.FieldPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tuples of values that some fields have in one event. */
final class FieldTuples {
    private FieldTuples() {}

    /**
     * Each combination of the fields' values: folded tuple to the tuple as spelled. Empty if a
     * field has no value; one empty tuple if there are no fields.
     *
     * @param fields for each field the places where it may lie, best first
     * @param limit how many are taken
     */
    static Map<String, String> of(JsonNode event, List<List<FieldPath>> fields, int limit) {
        List<List<String>> combinations = List.of(List.of());
        for (List<FieldPath> places : fields) {
            combinations = extended(combinations, values(event, places), limit);
        }
        Map<String, String> tuples = new LinkedHashMap<>();
        for (List<String> combination : combinations) {
            List<String> folded = new ArrayList<>(combination.size());
            combination.forEach(part -> folded.add(Folding.fold(part)));
            tuples.putIfAbsent(Tuples.join(folded), Tuples.join(combination));
        }
        return tuples;
    }

    /**
     * Entities: for each field each of its values, as the tuple of the field's name and the value.
     */
    static Map<String, String> entities(
            JsonNode event, List<String> names, List<List<FieldPath>> places, int limit) {
        Map<String, String> tuples = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            for (String value : values(event, places.get(i))) {
                if (tuples.size() < limit) {
                    tuples.putIfAbsent(
                            Tuples.join(List.of(names.get(i), Folding.fold(value))),
                            Tuples.join(List.of(names.get(i), value)));
                }
            }
        }
        return tuples;
    }

    private static List<List<String>> extended(
            List<List<String>> combinations, List<String> values, int limit) {
        List<List<String>> extended = new ArrayList<>();
        for (List<String> combination : combinations) {
            for (String value : values) {
                if (extended.size() < limit) {
                    List<String> longer = new ArrayList<>(combination);
                    longer.add(value);
                    extended.add(longer);
                }
            }
        }
        return extended;
    }

    private static List<String> values(JsonNode event, List<FieldPath> places) {
        List<String> texts = new ArrayList<>();
        for (String text : scalars(event, places)) {
            if (!texts.contains(text)) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** The scalars at the first place that has something else than null. */
    static List<String> scalars(JsonNode event, List<FieldPath> places) {
        List<JsonNode> found = new ArrayList<>(1);
        for (FieldPath place : places) {
            if (place.collect(event, found) && !isNull(found)) {
                break;
            }
            found.clear();
        }
        List<String> texts = new ArrayList<>(found.size());
        for (JsonNode value : found) {
            String text = Folding.text(value);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    private static boolean isNull(List<JsonNode> found) {
        return found.size() == 1 && found.getFirst().isNull();
    }
}
