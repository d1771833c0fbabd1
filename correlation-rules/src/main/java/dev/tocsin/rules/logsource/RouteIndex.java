package dev.tocsin.rules.logsource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.rules.value.FieldPath;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the routes that may hold by the first test of each of their lists: one look-up per field
 * instead of one test per route, and none in fields that only later routes ask. Immutable.
 */
final class RouteIndex {
    /**
     * The routes whose first test asks one field.
     *
     * @param first the least of their numbers
     */
    private record Key(FieldPath path, int first, Map<String, BitSet> byValue, BitSet byPattern) {}

    /** So many keys are asked before it pays to look which of them an event can have. */
    private static final int FEW = 4;

    /** In the order of their first routes. */
    private final Key[] keys;

    /** The keys that lie under, or are, a name at the top of an event. */
    private final Map<String, BitSet> byTop = new HashMap<>();

    private RouteIndex(Key[] keys) {
        this.keys = keys;
        for (int i = 0; i < keys.length; i++) {
            for (int to = 0; to < keys[i].path.segments(); to++) {
                byTop.computeIfAbsent(keys[i].path.key(0, to), _ -> new BitSet()).set(i);
            }
        }
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
                        test.field(),
                        name -> new Key(test.path(), route, new HashMap<>(), new BitSet()));
        for (String value : test.exact()) {
            key.byValue.computeIfAbsent(value, name -> new BitSet()).set(route);
        }
        if (!test.patterns().isEmpty()) {
            key.byPattern.set(route);
        }
    }

    /** The routes that may hold for an event. */
    Candidates candidates(JsonNode event) {
        return new Candidates(event);
    }

    /** Goes over the numbers of the routes that may hold for one event, in their order. */
    final class Candidates {
        private final JsonNode event;
        private final BitSet found = new BitSet();
        private final @Nullable BitSet possible;
        private int asked;
        private int from;

        private Candidates(JsonNode event) {
            this.event = event;
            this.possible = keys.length <= FEW || !event.isObject() ? null : possible();
        }

        private BitSet possible() {
            BitSet all = new BitSet();
            for (Map.Entry<String, JsonNode> top : event.properties()) {
                BitSet under = byTop.get(top.getKey());
                if (under != null) {
                    all.or(under);
                }
            }
            return all;
        }

        /** The next number, or a negative one when there is none left. */
        int next() {
            int next = found.nextSetBit(from);
            while (asked < keys.length && (next < 0 || keys[asked].first <= next)) {
                if (possible == null || possible.get(asked)) {
                    ask(keys[asked]);
                    next = found.nextSetBit(from);
                }
                asked++;
            }
            from = next + 1;
            return next;
        }

        private void ask(Key key) {
            List<String> values = FieldTest.values(key.path, event);
            for (int i = 0; i < values.size(); i++) {
                BitSet routes = key.byValue.get(values.get(i));
                if (routes != null) {
                    found.or(routes);
                }
                found.or(key.byPattern);
            }
        }
    }
}
