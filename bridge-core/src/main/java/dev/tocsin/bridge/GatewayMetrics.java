package dev.tocsin.bridge;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Counts events and bytes per door. The law, once nothing is in flight: received = published +
 * rejected + dead-lettered. An item is counted as one event of its own length; a body that was
 * refused before it was split counts as one event of the body's length. Thread-safe.
 */
public final class GatewayMetrics {
    private final ConcurrentMap<Door, DoorCounters> doors = new ConcurrentHashMap<>();

    void received(Door door, long events, long bytes) {
        counters(door).received().add(events, bytes);
    }

    void published(Door door, long bytes) {
        counters(door).published().add(1, bytes);
    }

    void deadLettered(Door door, long bytes) {
        counters(door).deadLettered().add(1, bytes);
    }

    void rejected(Door door, RejectReason reason, long events, long bytes) {
        counters(door).rejected(reason).add(events, bytes);
    }

    /** The counters of one door as they stand. */
    public Totals totals(Door door) {
        return counters(door).totals();
    }

    /** The counters of every door as they stand, by source and protocol. */
    public Map<Door, Totals> totals() {
        Map<Door, Totals> all =
                new TreeMap<>(Comparator.comparing(Door::source).thenComparing(Door::protocol));
        doors.forEach((door, counters) -> all.put(door, counters.totals()));
        return all;
    }

    private DoorCounters counters(Door door) {
        return doors.computeIfAbsent(door, _ -> new DoorCounters());
    }
}
