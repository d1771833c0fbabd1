package dev.tocsin.bridge;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** The counters of one door. Thread-safe. */
final class DoorCounters {
    private final Pair received = new Pair();
    private final Pair published = new Pair();
    private final Pair deadLettered = new Pair();
    private final Latency latency = new Latency();
    private final LongAdder repeated = new LongAdder();
    private final Map<RejectReason, Pair> rejected = new EnumMap<>(RejectReason.class);

    DoorCounters() {
        for (RejectReason reason : RejectReason.values()) {
            rejected.put(reason, new Pair());
        }
    }

    Pair received() {
        return received;
    }

    Pair published() {
        return published;
    }

    Pair deadLettered() {
        return deadLettered;
    }

    /** From arrival to Kafka's answer, per submission. */
    Latency latency() {
        return latency;
    }

    Pair rejected(RejectReason reason) {
        return Objects.requireNonNull(rejected.get(reason));
    }

    /** Requests that came again. */
    LongAdder repeated() {
        return repeated;
    }

    Totals totals() {
        Map<RejectReason, Totals.Count> reasons = new EnumMap<>(RejectReason.class);
        rejected.forEach((reason, pair) -> reasons.put(reason, pair.count()));
        return new Totals(received.count(), published.count(), deadLettered.count(), reasons);
    }

    /** Events and bytes, counted together. */
    static final class Pair {
        private final LongAdder events = new LongAdder();
        private final LongAdder bytes = new LongAdder();

        void add(long moreEvents, long moreBytes) {
            events.add(moreEvents);
            bytes.add(moreBytes);
        }

        Totals.Count count() {
            return new Totals.Count(events.sum(), bytes.sum());
        }
    }
}
