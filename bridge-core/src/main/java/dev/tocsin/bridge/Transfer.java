package dev.tocsin.bridge;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * One lot on its way to Kafka: counts what became of each item, and completes when all are known.
 * Thread-safe; acknowledgements arrive on Kafka's thread.
 */
final class Transfer {
    private final Lot lot;
    private final GatewayMetrics metrics;
    private final CompletableFuture<BatchOutcome> outcome = new CompletableFuture<>();
    private final ItemResult[] results;
    private int open;
    private @Nullable Exception failure;

    Transfer(Lot lot, GatewayMetrics metrics) {
        this.lot = lot;
        this.metrics = metrics;
        this.results = new ItemResult[lot.size()];
        this.open = lot.size();
    }

    CompletableFuture<BatchOutcome> outcome() {
        return outcome;
    }

    /** Kafka has the item: its event, or the dead letter when it has a defect. */
    void stored(int index, @Nullable String defect, RecordMetadata at) {
        settle(
                index,
                defect == null
                        ? new ItemResult.Stored(at.partition(), at.offset())
                        : new ItemResult.DeadLettered(defect));
    }

    /** Kafka refused the item, or did not answer. */
    void refused(int index, @Nullable String defect, Exception error) {
        if (error instanceof RecordTooLargeException e) {
            tooLarge(index, defect, brokerRefused(e));
        } else {
            failed(index, error);
        }
    }

    /** The item is too large for a record; Kafka has it as a dead letter of several. */
    void kept(int index, String reason) {
        settle(index, new ItemResult.TooLarge(reason, true));
    }

    /** The item is too large for a record, and is not kept. */
    private void tooLarge(int index, @Nullable String defect, String reason) {
        String why = reason(defect, reason + "; it is not kept");
        settle(index, new ItemResult.TooLarge(why, false));
    }

    /** Why an item is no event: its own defect first. */
    static String reason(@Nullable String defect, String reason) {
        return defect == null ? reason : defect + "; " + reason;
    }

    /** The item was not acknowledged. */
    void failed(int index, Exception error) {
        synchronized (this) {
            if (failure == null) {
                failure = error;
            }
        }
        settle(
                index,
                new ItemResult.Unavailable(
                        "Expected Kafka to acknowledge, but found: " + error.getMessage()));
    }

    /** The first failure so far, or null. */
    synchronized @Nullable Exception failure() {
        return failure;
    }

    private void settle(int index, ItemResult result) {
        count(result, lot.length().applyAsInt(index));
        synchronized (this) {
            results[index] = result;
            open--;
            if (open > 0) {
                return;
            }
        }
        outcome.complete(BatchOutcome.Settled.of(results));
    }

    private void count(ItemResult result, int bytes) {
        Door door = lot.door();
        switch (result) {
            case ItemResult.Stored _ -> metrics.published(door, bytes);
            case ItemResult.DeadLettered(_) -> metrics.deadLettered(door, bytes);
            case ItemResult.TooLarge(_, boolean kept) -> {
                if (kept) {
                    metrics.deadLettered(door, bytes);
                } else {
                    metrics.rejected(door, RejectReason.EVENT_TOO_LARGE, 1, bytes);
                }
            }
            case ItemResult.Unavailable(_) ->
                    metrics.rejected(door, RejectReason.UNAVAILABLE, 1, bytes);
        }
    }

    private static String brokerRefused(RecordTooLargeException e) {
        return "Expected a record that the broker takes, but found: " + e.getMessage();
    }
}
