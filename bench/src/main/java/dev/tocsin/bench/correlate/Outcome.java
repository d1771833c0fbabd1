package dev.tocsin.bench.correlate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/**
 * What a case gave.
 *
 * @param matchesPerSecond contributions through the engine
 * @param groups how many groups had a state at the end
 * @param heapBytes used heap after a collection, with the state of all groups
 * @param seconds how long the measured part took
 * @param processorMicros processor time a match, of everything that has a part in it
 */
record Outcome(
        CorrelateCase measured,
        double matchesPerSecond,
        long groups,
        long heapBytes,
        double seconds,
        double processorMicros) {

    ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("case", measured.toString());
        json.put("matches_per_second", Math.round(matchesPerSecond));
        json.put("groups", groups);
        json.put("heap_bytes", heapBytes);
        json.put("seconds", Math.round(seconds * 1_000) / 1_000.0);
        json.put("processor_us_per_match", Math.round(processorMicros * 10) / 10.0);
        return json;
    }

    /** The heap that is in use after a collection. */
    static long usedHeap() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
