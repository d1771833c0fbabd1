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
    static final Comparator<Item> ORDER =
            Comparator.comparingLong(Item::timeMs).thenComparing(Item::id);

    Item {
        positions = Set.copyOf(positions);
        values = List.copyOf(values);
        events = List.copyOf(events);
    }
}
