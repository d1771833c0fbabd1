package dev.tocsin.bridge;

import java.util.Map;

/** The counters of one door at one moment. */
public record Totals(
        Count received, Count published, Count deadLettered, Map<RejectReason, Count> rejections) {

    public Totals {
        rejections = Map.copyOf(rejections);
    }

    /** All that was rejected, for whatever reason. */
    public Count rejected() {
        Count sum = new Count(0, 0);
        for (Count count : rejections.values()) {
            sum = sum.plus(count);
        }
        return sum;
    }

    /** All that has its outcome: equal to {@link #received} once nothing is in flight. */
    public Count settled() {
        return published.plus(deadLettered).plus(rejected());
    }

    /** A number of events and their bytes. */
    public record Count(long events, long bytes) {
        Count plus(Count other) {
            return new Count(events + other.events, bytes + other.bytes);
        }
    }
}
