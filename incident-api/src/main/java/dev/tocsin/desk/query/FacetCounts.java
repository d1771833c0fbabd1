package dev.tocsin.desk.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each value of some fields occurs. */
public final class FacetCounts {
    private static final int MAX_VALUES = 50;

    private final List<Field> fields;
    private final Map<String, Map<String, Integer>> counts = new HashMap<>();

    public FacetCounts(Collection<Field> fields) {
        this.fields = List.copyOf(fields);
    }

    /** Counts the values of a subject. */
    public void add(QueryPredicate.Subject subject) {
        for (Field field : fields) {
            Map<String, Integer> own = of(field);
            subject.values(field).forEach(value -> own.merge(value.toString(), 1, Integer::sum));
        }
    }

    /** By field: the values that occur most, the most frequent first. */
    public ObjectNode toJson() {
        ObjectNode facets = Json.object();
        fields.forEach(field -> facets.set(field.name(), largest(of(field))));
        return facets;
    }

    /** How often a field has a value at all. */
    public int total(String field) {
        return counts.getOrDefault(field, Map.of()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private Map<String, Integer> of(Field field) {
        return counts.computeIfAbsent(field.name(), _ -> new HashMap<>());
    }

    private static ArrayNode largest(Map<String, Integer> counts) {
        ArrayNode values = Json.MAPPER.createArrayNode();
        counts.entrySet().stream()
                .sorted(
                        Map.Entry.<String, Integer>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                .limit(MAX_VALUES)
                .forEach(
                        e ->
                                values.addObject()
                                        .put("value", e.getKey())
                                        .put("count", e.getValue()));
        return values;
    }
}
