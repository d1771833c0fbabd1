package dev.tocsin.desk.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.json.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts over time, without gaps.
 *
 * @param frame from the bar with its first moment to that with its last one
 * @param lengthMs of a bar
 * @param by the field whose most frequent values are counted apart; null for none
 */
record EventHistogram(TimeFrame frame, long lengthMs, @Nullable String by) {
    /** How many bars there are at most when nothing is said. */
    static final int USUAL_BARS = 60;

    /** The most bars. */
    static final int MAX_BARS = 500;

    /** How many values are counted apart. */
    static final int MAX_VALUES = 10;

    private static final String TIMES = "times";
    private static final String VALUES = "values";

    ObjectNode aggregations() {
        ObjectNode aggregations = Json.object();
        ElasticAggregations.times(aggregations.putObject(TIMES), lengthMs);
        if (by != null) {
            ObjectNode values =
                    ElasticAggregations.terms(aggregations.putObject(VALUES), by, MAX_VALUES);
            ElasticAggregations.times(values.putObject("aggs").putObject(TIMES), lengthMs);
        }
        return aggregations;
    }

    ObjectNode read(JsonNode answer) {
        JsonNode aggregations = answer.path("aggregations");
        ObjectNode json = Json.object();
        frame.tell(json);
        json.put("interval_ms", lengthMs);
        json.put("total", answer.path("hits").path("total").path("value").asLong());
        Map<String, Map<Long, Long>> values = new LinkedHashMap<>();
        if (by != null) {
            json.put("by", by);
            for (JsonNode value : ElasticAggregations.buckets(aggregations, VALUES)) {
                values.put(ElasticAggregations.value(value), counts(value));
            }
        }
        bars(json.putArray("buckets"), counts(aggregations), values);
        return EventPage.tellIncomplete(json, EventPage.incomplete(answer));
    }

    private void bars(ArrayNode into, Map<Long, Long> counts, Map<String, Map<Long, Long>> values) {
        long first = Math.floorDiv(frame.from(), lengthMs) * lengthMs;
        for (int i = 0; i < EventIntervals.bars(frame, lengthMs); i++) {
            long at = first + i * lengthMs;
            long count = counts.getOrDefault(at, 0L);
            ObjectNode bar = into.addObject().put("at", Texts.time(at)).put("count", count);
            if (by != null) {
                split(bar, at, count, values);
            }
        }
    }

    /** An event with several values counts for each: the others are what is left, if any. */
    private static void split(
            ObjectNode bar, long at, long count, Map<String, Map<Long, Long>> values) {
        ObjectNode parts = bar.putObject("values");
        long rest = count;
        for (Map.Entry<String, Map<Long, Long>> value : values.entrySet()) {
            long part = value.getValue().getOrDefault(at, 0L);
            rest -= part;
            if (part > 0) {
                parts.put(value.getKey(), part);
            }
        }
        bar.put("others", Math.max(0, rest));
    }

    private static Map<Long, Long> counts(JsonNode aggregations) {
        Map<Long, Long> counts = new HashMap<>();
        for (JsonNode bucket : ElasticAggregations.buckets(aggregations, TIMES)) {
            counts.put(bucket.path("key").asLong(), bucket.path("doc_count").asLong());
        }
        return counts;
    }
}
