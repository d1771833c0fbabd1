package dev.tocsin.rules.explain;

import dev.tocsin.event.LogSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dimension of the log source that keeps a rule away from an event.
 *
 * @param dimension {@code product}, {@code category}, {@code service}, or a further one
 * @param rule what the rule wants
 * @param event what the event says of itself
 */
public record Conflict(String dimension, String rule, String event) {
    /**
     * The conflicts of the log source that the rule names; none when an event of that log source is
     * something for any that the rule looks at.
     */
    static List<Conflict> between(List<LogSource> rule, LogSource event) {
        List<Conflict> own = List.of();
        for (LogSource source : rule) {
            List<Conflict> conflicts = between(source, event);
            if (conflicts.isEmpty()) {
                return conflicts;
            }
            own = own.isEmpty() ? conflicts : own;
        }
        return own;
    }

    /** Every conflict; a dimension that either side leaves open is none. */
    private static List<Conflict> between(LogSource rule, LogSource event) {
        List<Conflict> conflicts = new ArrayList<>();
        Map<String, String> there = dimensions(event);
        dimensions(rule)
                .forEach(
                        (dimension, wanted) -> {
                            String found = there.get(dimension);
                            if (found != null && !wanted.equalsIgnoreCase(found)) {
                                conflicts.add(new Conflict(dimension, wanted, found));
                            }
                        });
        return conflicts;
    }

    /** Whether every dimension that {@code outer} sets has the same value in {@code inner}. */
    static boolean contains(LogSource outer, LogSource inner) {
        Map<String, String> there = dimensions(inner);
        for (Map.Entry<String, String> dimension : dimensions(outer).entrySet()) {
            if (!dimension.getValue().equalsIgnoreCase(there.get(dimension.getKey()))) {
                return false;
            }
        }
        return true;
    }

    /** The dimensions that a log source sets, by name. */
    static Map<String, String> dimensions(LogSource source) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        put(dimensions, "product", source.product());
        put(dimensions, "category", source.category());
        put(dimensions, "service", source.service());
        source.custom().forEach((name, value) -> put(dimensions, name, value));
        return dimensions;
    }

    private static void put(Map<String, String> into, String dimension, @Nullable String value) {
        if (value != null) {
            into.put(dimension, value);
        }
    }

    @Override
    public String toString() {
        return "the rule is for "
                + dimension
                + " "
                + rule
                + ", the event is of "
                + dimension
                + " "
                + event;
    }
}
