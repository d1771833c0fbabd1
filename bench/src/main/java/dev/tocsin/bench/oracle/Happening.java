package dev.tocsin.bench.oracle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Something that happened, and when we heard of it.
 *
 * @param id of the event
 * @param timeMs when it happened
 * @param arrivalMs when its source handed it over
 * @param partition of the raw topic
 * @param kinds names of the plain rules that it matches
 * @param fields what it says: a field that is absent has no entry, one that is null no values
 */
record Happening(
        String id,
        long timeMs,
        long arrivalMs,
        int partition,
        Set<String> kinds,
        Map<String, List<String>> fields) {
    /** In the order of evidence: by time, those of one time by id. */
    static final Comparator<Happening> ORDER =
            Comparator.comparingLong(Happening::timeMs).thenComparing(Happening::id);

    Happening {
        kinds = Set.copyOf(kinds);
        fields = new LinkedHashMap<>(fields);
    }

    List<String> values(String field) {
        return fields.getOrDefault(field, List.of());
    }

    /** The event as the normalizer would give it; a new one each time, for receivers add to it. */
    ObjectNode json() {
        ObjectNode json = Json.object();
        ArrayNode names = json.putArray("kinds");
        kinds.stream().sorted().forEach(names::add);
        fields.forEach(
                (field, values) -> {
                    if (values.isEmpty()) {
                        json.putNull(field);
                    } else if (values.size() == 1) {
                        json.put(field, values.getFirst());
                    } else {
                        ArrayNode list = json.putArray(field);
                        values.forEach(list::add);
                    }
                });
        return json;
    }
}
