package dev.tocsin.bridge.http.elasticsearch;

import dev.tocsin.bridge.BatchOutcome.Settled;
import dev.tocsin.bridge.EventGateway;
import dev.tocsin.bridge.ItemResult;
import dev.tocsin.bridge.RejectReason;
import dev.tocsin.bridge.Rejected;
import dev.tocsin.bridge.http.Problem;
import dev.tocsin.bridge.http.Received;
import dev.tocsin.bridge.http.SeenIds;
import java.util.List;
import java.util.function.Consumer;

/**
 * Hands the documents of a request to the gateway, and waits for Kafka. What is in the way of all
 * of them is a refusal, for senders that read no status of an item. Thread-safe.
 */
final class Documents {
    private final EventGateway gateway;
    private final SeenIds seen;

    Documents(EventGateway gateway, SeenIds seen) {
        this.gateway = gateway;
        this.seen = seen;
    }

    /** Delivers; calls exactly one of the two. */
    void deliver(
            Received received,
            List<BulkEntry> entries,
            Consumer<Problem> refused,
            Consumer<BulkAnswer> answered) {
        BulkDelivery delivery = new BulkDelivery(entries, seen, received.sender().source());
        switch (gateway.accept(received.batch(delivery.items())).join()) {
            case Rejected.Overloaded overloaded -> refused.accept(Problem.of(overloaded));
            case Rejected.TooLarge tooLarge -> refused.accept(Problem.of(tooLarge));
            case Settled settled -> {
                ItemResult.Unavailable failure = settled.firstFailure();
                if (failure != null && nothingIsStored(settled)) {
                    refused.accept(
                            Problem.unavailable(failure.reason(), gateway.config().retryAfter()));
                } else {
                    countDuplicates(received, delivery);
                    answered.accept(delivery.answer(settled));
                }
            }
        }
    }

    private static boolean nothingIsStored(Settled settled) {
        return settled.count(ItemResult.Unavailable.class) == settled.results().size();
    }

    private void countDuplicates(Received received, BulkDelivery delivery) {
        for (BulkEntry duplicate : delivery.duplicates()) {
            gateway.refused(received.door(), RejectReason.DUPLICATE, duplicate.bytes().length);
        }
    }
}
