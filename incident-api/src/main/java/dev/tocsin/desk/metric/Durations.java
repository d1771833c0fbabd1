package dev.tocsin.desk.metric;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.util.Arrays;

/** Durations in milliseconds, and what is told of them: in seconds. */
final class Durations {
    private static final int FIRST = 16;
    private static final double MEDIAN = 0.5;
    private static final double P90 = 0.9;
    private static final double MS = 1_000.0;

    private long[] values = new long[FIRST];
    private int size;

    void add(long ms) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = ms;
    }

    /** How many there are, their median, 90th percentile and mean; null when there are none. */
    ObjectNode toJson() {
        long[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        ObjectNode json = Json.object().put("count", size);
        if (size == 0) {
            return json.putNull("median").putNull("p90").putNull("mean");
        }
        return json.put("median", nearest(sorted, MEDIAN) / MS)
                .put("p90", nearest(sorted, P90) / MS)
                .put("mean", Arrays.stream(sorted).average().orElse(0) / MS);
    }

    /** The nearest rank: the smallest value that is not below this share of them. */
    private static long nearest(long[] sorted, double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(0, rank - 1)];
    }
}
