package dev.tocsin.bench.oracle;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What stands in frames: an event, or the result of an inner correlation.
 *
 * @param positions places in the list of rules that it serves
 * @param group field to value, as spelled
 * @param events itself, or those behind the result
 */
record Item(
        String id,
        long timeMs,
        Set<Integer> positions,
        List<String> values,
        Map<String, String> group,
        List<Happening> events) {
    /** By time, then by the ids of the events, from the last on: results have no id. */
    static final Comparator<Item> ORDER =
            Comparator.comparingLong(Item::timeMs)
                    .thenComparing(Item::behind)
                    .thenComparing(Item::id);

    Item {
        positions = Set.copyOf(positions);
        values = List.copyOf(values);
        events = List.copyOf(events);
    }

    private String behind() {
        return String.join(" ", events.reversed().stream().map(Happening::id).toList());
    }
}
