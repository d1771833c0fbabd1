package dev.tocsin.bridge;

import dev.tocsin.bridge.Accepted.ItemProblem;
import dev.tocsin.bridge.split.Item;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * One submission on its way to Kafka: counts what became of each item, and completes when all are
 * known. Thread-safe; acknowledgements arrive on Kafka's thread.
 */
final class Transfer {
    private final Door door;
    private final GatewayMetrics metrics;
    private final Duration retryAfter;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final List<ItemProblem> problems = new ArrayList<>();
    private int open;
    private int events;
    private int deadLetters;
    private int refused;
    private @Nullable Exception failure;

    Transfer(Door door, GatewayMetrics metrics, Duration retryAfter, int items) {
        this.door = door;
        this.metrics = metrics;
        this.retryAfter = retryAfter;
        this.open = items;
    }

    CompletableFuture<Outcome> outcome() {
        return outcome;
    }

    /** Kafka's answer for an event. */
    void eventDone(int index, Item item, @Nullable Exception error) {
        switch (error) {
            case null -> published(item);
            case RecordTooLargeException e -> refused(index, item, tooLarge(e.getMessage()));
            case Exception e -> failed(item, e);
        }
    }

    /** Kafka's answer for the dead letter of a malformed item. */
    void deadLetterDone(int index, Item item, String reason, @Nullable Exception error) {
        switch (error) {
            case null -> deadLettered(index, item, reason);
            case RecordTooLargeException e ->
                    refused(index, item, reason + "; " + tooLarge(e.getMessage()));
            case Exception e -> failed(item, e);
        }
    }

    /** The item is too large for a record, and is not kept. */
    void refused(int index, Item item, String reason) {
        metrics.rejected(door, RejectReason.EVENT_TOO_LARGE, 1, item.length());
        synchronized (this) {
            refused++;
            problem(new ItemProblem(index, reason, false));
        }
        settled();
    }

    /** The item was not acknowledged. */
    void failed(Item item, Exception error) {
        metrics.rejected(door, RejectReason.UNAVAILABLE, 1, item.length());
        synchronized (this) {
            if (failure == null) {
                failure = error;
            }
        }
        settled();
    }

    /** The first failure so far, or null. */
    synchronized @Nullable Exception failure() {
        return failure;
    }

    private void published(Item item) {
        metrics.published(door, item.length());
        synchronized (this) {
            events++;
        }
        settled();
    }

    private void deadLettered(int index, Item item, String reason) {
        metrics.deadLettered(door, item.length());
        synchronized (this) {
            deadLetters++;
            problem(new ItemProblem(index, reason, true));
        }
        settled();
    }

    private void problem(ItemProblem problem) {
        problems.add(problem);
        if (problems.size() > Accepted.MAX_PROBLEMS) {
            problems.sort(Comparator.comparingInt(ItemProblem::index));
            problems.removeLast();
        }
    }

    private void settled() {
        Outcome done;
        synchronized (this) {
            open--;
            if (open > 0) {
                return;
            }
            done = conclude();
        }
        outcome.complete(done);
    }

    private Outcome conclude() {
        if (failure != null) {
            return new Rejected.Unavailable(
                    "Expected Kafka to acknowledge, but found: " + failure.getMessage(),
                    events + deadLetters,
                    retryAfter);
        }
        problems.sort(Comparator.comparingInt(ItemProblem::index));
        return new Accepted(events, deadLetters, refused, problems);
    }

    private static String tooLarge(@Nullable String detail) {
        return "Expected a record that the broker takes, but found: " + detail;
    }
}
