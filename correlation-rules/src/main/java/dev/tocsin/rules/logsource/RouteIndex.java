package dev.tocsin.rules.logsource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.rules.value.FieldPath;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the routes that may hold by the first test of each of their lists: one look-up per field
 * instead of one test per route. Immutable.
 */
final class RouteIndex {
    /** The routes whose first test asks one field. */
    private record Key(FieldPath path, Map<String, BitSet> byValue, BitSet byPattern) {}

    private final Key[] keys;

    private RouteIndex(Key[] keys) {
        this.keys = keys;
    }

    static RouteIndex of(List<Route> routes) {
        Map<String, Key> keys = new LinkedHashMap<>();
        for (int i = 0; i < routes.size(); i++) {
            for (List<FieldTest> tests : routes.get(i).when()) {
                if (!tests.isEmpty()) {
                    add(i, tests.getFirst(), keys);
                }
            }
        }
        return new RouteIndex(keys.values().toArray(Key[]::new));
    }

    private static void add(int route, FieldTest test, Map<String, Key> keys) {
        Key key =
                keys.computeIfAbsent(
                        test.field(), name -> new Key(test.path(), new HashMap<>(), new BitSet()));
        for (String value : test.exact()) {
            key.byValue.computeIfAbsent(value, name -> new BitSet()).set(route);
        }
        if (!test.patterns().isEmpty()) {
            key.byPattern.set(route);
        }
    }

    /** The numbers of the routes that may hold for an event. */
    BitSet candidates(JsonNode event) {
        BitSet candidates = new BitSet();
        for (Key key : keys) {
            List<String> values = FieldTest.values(key.path, event);
            for (int i = 0; i < values.size(); i++) {
                BitSet found = key.byValue.get(values.get(i));
                if (found != null) {
                    candidates.or(found);
                }
                candidates.or(key.byPattern);
            }
        }
        return candidates;
    }
}
