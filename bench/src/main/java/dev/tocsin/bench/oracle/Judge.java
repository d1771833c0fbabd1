package dev.tocsin.bench.oracle;

import dev.tocsin.rules.plan.CorrelationType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Says which alerts there must be in the end, from all events at once: inner correlations first,
 * every group by itself. Nothing here is clever, or shared with what is judged.
 */
final class Judge {
    private final List<Wanted> all;
    private final List<Happening> events;
    private final Map<String, List<Frames.First>> results = new HashMap<>();

    private final boolean inOrder;

    private Judge(List<Wanted> all, List<Happening> events, boolean inOrder) {
        this.all = all;
        this.inOrder = inOrder;
        this.events = new ArrayList<>(events);
        this.events.sort(Happening.ORDER);
    }

    /**
     * The alerts of all correlations that alert on their own.
     *
     * @param inOrder whether events arrive in the order of time, so that suppression is certain;
     *     else nothing is suppressed here
     */
    static List<Fate> alerts(List<Wanted> all, List<Happening> events, boolean inOrder) {
        Judge judge = new Judge(all, events, inOrder);
        List<Fate> alerts = new ArrayList<>();
        for (Wanted wanted : all) {
            List<Fate> found = judge.judge(wanted);
            if (judge.alerts(wanted)) {
                alerts.addAll(found);
            }
        }
        return alerts;
    }

    /** One that others refer to is silent, unless one of them generates. */
    private boolean alerts(Wanted wanted) {
        List<Wanted> outers =
                all.stream().filter(outer -> outer.rules().contains(wanted.name())).toList();
        return outers.isEmpty() || outers.stream().anyMatch(Wanted::generate);
    }

    private List<Fate> judge(Wanted wanted) {
        List<Frames.First> first = new ArrayList<>();
        List<Fate> fates = new ArrayList<>();
        items(wanted)
                .forEach(
                        (key, items) -> {
                            items.sort(Item.ORDER);
                            Judged judged = judge(wanted, key, items);
                            fates.addAll(
                                    suppresses(wanted) ? judged.heard(wanted) : judged.fates());
                            first.addAll(judged.firsts());
                        });
        results.put(wanted.name(), first);
        return fates;
    }

    /** Which are silent is a matter of the order of arrival. */
    private boolean suppresses(Wanted wanted) {
        return inOrder && wanted.suppressSeconds() > 0 && wanted.isOfEvents();
    }

    private static Judged judge(Wanted wanted, String key, List<Item> items) {
        return switch (wanted.type()) {
            case NEW_VALUE, ABSENCE, GEO_VELOCITY -> {
                Pairs pairs = new Pairs(wanted, key, items);
                yield new Judged(pairs.alerts(), pairs.firsts());
            }
            case ANOMALY -> {
                Buckets buckets = new Buckets(wanted, key, items);
                yield new Judged(buckets.alerts(), buckets.firsts());
            }
            case EVENT_COUNT,
                    VALUE_COUNT,
                    VALUE_SUM,
                    VALUE_AVG,
                    VALUE_PERCENTILE,
                    VALUE_MEDIAN,
                    TEMPORAL,
                    TEMPORAL_ORDERED,
                    RISK -> {
                Frames frames = new Frames(wanted, key, items);
                yield new Judged(frames.alerts(), frames.firsts());
            }
        };
    }

    /** What each group sees, by its folded values. */
    private Map<String, List<Item>> items(Wanted wanted) {
        Map<String, List<Item>> byGroup = new TreeMap<>();
        for (Happening event : events) {
            Set<Integer> positions = new HashSet<>();
            for (int i = 0; i < wanted.rules().size(); i++) {
                if (event.kinds().contains(wanted.rules().get(i))) {
                    positions.add(i);
                }
            }
            List<String> values = values(wanted, event);
            if (!positions.isEmpty() && (wanted.field().isEmpty() || !values.isEmpty())) {
                add(wanted, List.of(event), event.id(), event.timeMs(), positions, values, byGroup);
            }
        }
        for (int i = 0; i < wanted.rules().size(); i++) {
            for (Frames.First result : results.getOrDefault(wanted.rules().get(i), List.of())) {
                Set<Integer> positions = new HashSet<>();
                for (int j = 0; j < wanted.rules().size(); j++) {
                    if (wanted.rules().get(j).equals(wanted.rules().get(i))) {
                        positions.add(j);
                    }
                }
                if (positions.stream().min(Integer::compare).orElse(i) == i) {
                    String id = "result of " + wanted.rules().get(i) + result;
                    List<String> values = valuesOf(wanted, result.events());
                    if (wanted.field().isEmpty() || !values.isEmpty()) {
                        add(
                                wanted,
                                result.events(),
                                id,
                                result.endMs(),
                                positions,
                                values,
                                byGroup);
                    }
                }
            }
        }
        return byGroup;
    }

    /** A result was where the last of its events was; it has the values of them all. */
    private static List<String> valuesOf(Wanted wanted, List<Happening> events) {
        return wanted.type() == CorrelationType.GEO_VELOCITY
                ? values(wanted, events.getLast())
                : events.stream().flatMap(event -> values(wanted, event).stream()).toList();
    }

    private static List<String> values(Wanted wanted, Happening event) {
        if (wanted.field().isEmpty()) {
            return List.of();
        }
        List<String> values = event.values(wanted.field());
        if (wanted.type() == CorrelationType.GEO_VELOCITY) {
            String radius = event.values("accuracy_radius").stream().findFirst().orElse("0");
            return List.of(values.getFirst(), radius);
        }
        boolean distinct =
                wanted.type() == CorrelationType.VALUE_COUNT
                        || wanted.type() == CorrelationType.NEW_VALUE;
        return distinct ? List.copyOf(new LinkedHashSet<>(values)) : values;
    }

    private static void add(
            Wanted wanted,
            List<Happening> of,
            String id,
            long timeMs,
            Set<Integer> positions,
            List<String> values,
            Map<String, List<Item>> byGroup) {
        Map<String, Map<String, String>> groups = new LinkedHashMap<>();
        for (Happening event : of) {
            for (Map<String, String> group : groups(wanted.groupBy(), event)) {
                groups.putIfAbsent(key(wanted.groupBy(), group), group);
            }
        }
        groups.forEach(
                (key, group) ->
                        byGroup.computeIfAbsent(key, _ -> new ArrayList<>())
                                .add(new Item(id, timeMs, positions, values, group, of)));
    }

    /** Every combination of the values of the fields. */
    private static List<Map<String, String>> groups(List<String> fields, Happening event) {
        List<Map<String, String>> groups = List.of(Map.of());
        for (String field : fields) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> group : groups) {
                for (String value : event.values(field)) {
                    Map<String, String> with = new LinkedHashMap<>(group);
                    with.put(field, value);
                    longer.add(with);
                }
            }
            groups = longer;
        }
        return groups;
    }

    /** The folded values, told apart as the ids of alerts do it. */
    private static String key(List<String> fields, Map<String, String> group) {
        List<String> folded = new ArrayList<>();
        fields.forEach(field -> folded.add(group.getOrDefault(field, "").toLowerCase(Locale.ROOT)));
        return String.join("\u001f", folded);
    }
}
