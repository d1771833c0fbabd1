package dev.tocsin.desk.metric;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is told of some alerts, or of some incidents. */
final class Figures {
    private final List<Measure> measures;
    private final Map<String, Integer> byStatus = new TreeMap<>();
    private final Map<String, Durations> durations = new LinkedHashMap<>();
    private int count;

    Figures(List<Measure> measures) {
        this.measures = measures;
        measures.forEach(measure -> durations.put(measure.name(), new Durations()));
    }

    int count() {
        return count;
    }

    /**
     * Takes one in. Of two moments the wrong way round, as clocks of senders may give, no duration
     * is made; but what was done when an incident was opened, or before, took no time.
     *
     * @param moments when a moment was, in milliseconds; null when it was not
     */
    void add(String status, Function<String, @Nullable Long> moments) {
        count++;
        byStatus.merge(status, 1, Integer::sum);
        for (Measure measure : measures) {
            Long start = moments.apply(measure.start());
            Long end = moments.apply(measure.end());
            Durations of = durations.get(measure.name());
            if (of != null && start != null && end != null) {
                long took = end - start;
                if (took >= 0 || measure.start().equals(Measure.OPENING)) {
                    of.add(Math.max(0, took));
                }
            }
        }
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object().put("count", count);
        ObjectNode statuses = json.putObject("by_status");
        byStatus.forEach(statuses::put);
        ObjectNode told = json.putObject("measures");
        durations.forEach((name, of) -> told.set(name, of.toJson()));
        return json;
    }
}
