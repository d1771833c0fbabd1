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
    /** The source under which everything beyond the most doors is counted. */
    static final String OTHER = "other";

    private final ConcurrentMap<Door, DoorCounters> doors = new ConcurrentHashMap<>();
    private final int maxDoors;

    /**
     * @param maxDoors the most doors with counters of their own
     */
    GatewayMetrics(int maxDoors) {
        this.maxDoors = maxDoors;
    }

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

    void answered(Door door, long nanos) {
        counters(door).latency().add(nanos);
    }

    void repeated(Door door) {
        counters(door).repeated().increment();
    }

    /** The requests of a door that came again. */
    public long repetitions(Door door) {
        return counters(door).repeated().sum();
    }

    /** The latencies of a door, under labels. */
    String latency(Door door, String name, String labels) {
        return counters(door).latency().prometheus(name, labels);
    }

    /**
     * A door that is not known when there are as many as there may be will never be: it is counted
     * as another one from its first event on, so that the law holds for each.
     */
    private DoorCounters counters(Door door) {
        DoorCounters known = doors.get(door);
        if (known != null) {
            return known;
        }
        Door counted = doors.size() < maxDoors ? door : new Door(OTHER, door.protocol());
        return doors.computeIfAbsent(counted, _ -> new DoorCounters());
    }
}
