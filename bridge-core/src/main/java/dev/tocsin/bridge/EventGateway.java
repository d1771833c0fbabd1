package dev.tocsin.bridge;

import dev.tocsin.bridge.split.BodySplitter;
import dev.tocsin.bridge.split.Item;
import dev.tocsin.bridge.split.Split;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The one way into Tocsin: splits a submission into events, writes each to the raw topic byte for
 * byte and what is malformed to the dead letters, and completes only when Kafka acknowledged
 * everything. Memory is bounded by {@link #budget}. Thread-safe.
 */
public final class EventGateway implements AutoCloseable {
    private final GatewayConfig config;
    private final String stage;
    private final KafkaPublisher publisher;
    private final @Nullable BrokerProbe probe;
    private final InstantSource clock;
    private final GatewayMetrics metrics = new GatewayMetrics();
    private final ByteBudget budget;

    /**
     * A gateway over its parts, which it closes.
     *
     * @param stage the bridge's name in dead letters
     * @param probe null when the broker is taken to be there
     */
    public EventGateway(
            GatewayConfig config,
            String stage,
            KafkaPublisher publisher,
            @Nullable BrokerProbe probe,
            InstantSource clock) {
        this.config = config;
        this.stage = stage;
        this.publisher = publisher;
        this.probe = probe;
        this.clock = clock;
        this.budget = new ByteBudget(config.inFlightBytes());
    }

    /** A gateway to the Kafka of a configuration. Does not wait for the broker. */
    public static EventGateway open(GatewayConfig config, String stage) {
        return new EventGateway(
                config,
                stage,
                KafkaPublisher.open(config),
                BrokerProbe.open(config.kafka()),
                InstantSource.system());
    }

    /**
     * Takes a submission if its memory is free now, else completes at once with {@link
     * Rejected.Overloaded}. Never completes exceptionally; always completes, within about the
     * delivery timeout.
     */
    public CompletableFuture<Outcome> accept(Submission submission) {
        return switch (split(submission)) {
            case Split.TooMany(int limit) -> tooMany(submission, limit);
            case Split.Items(List<Item> items) ->
                    budget.tryTake(cost(submission, items))
                            ? transfer(submission, items)
                            : overloaded(submission, items);
        };
    }

    /** Like {@link #accept}, but waits until the memory is free. */
    public CompletableFuture<Outcome> acceptWhenFree(Submission submission)
            throws InterruptedException {
        return switch (split(submission)) {
            case Split.TooMany(int limit) -> tooMany(submission, limit);
            case Split.Items(List<Item> items) -> {
                budget.take(cost(submission, items));
                yield transfer(submission, items);
            }
        };
    }

    /** Counts a body that a door refused before it could be read or split. */
    public void refused(Door door, RejectReason reason, long bytes) {
        metrics.received(door, 1, bytes);
        metrics.rejected(door, reason, 1, bytes);
    }

    private Split split(Submission submission) {
        String defect = submission.defect();
        if (defect != null) {
            return new Split.Items(
                    List.of(new Item.Malformed(0, submission.body().length, defect)));
        }
        return BodySplitter.split(
                submission.body(), submission.lineDelimited(), config.maxEventsPerBody());
    }

    private CompletableFuture<Outcome> tooMany(Submission submission, int limit) {
        refused(submission.door(), RejectReason.BODY_TOO_LARGE, submission.body().length);
        return CompletableFuture.completedFuture(
                new Rejected.TooLarge(
                        "Expected at most " + limit + " events in one body, but found more",
                        limit));
    }

    private CompletableFuture<Outcome> overloaded(Submission submission, List<Item> items) {
        long bytes = lengthOf(items);
        metrics.received(submission.door(), items.size(), bytes);
        metrics.rejected(submission.door(), RejectReason.OVERLOADED, items.size(), bytes);
        return CompletableFuture.completedFuture(
                new Rejected.Overloaded(
                        "Expected room for these events, but found the memory for events in flight"
                                + " ("
                                + budget.limit()
                                + " bytes) taken",
                        config.retryAfter()));
    }

    private CompletableFuture<Outcome> transfer(Submission submission, List<Item> items) {
        metrics.received(submission.door(), items.size(), lengthOf(items));
        if (items.isEmpty()) {
            budget.give(cost(submission, items));
            return CompletableFuture.completedFuture(new Accepted(0, 0, 0, List.of()));
        }
        Transfer transfer =
                new Transfer(submission.door(), metrics, config.retryAfter(), items.size());
        CompletableFuture<Outcome> outcome =
                transfer.outcome().whenComplete((_, _) -> budget.give(cost(submission, items)));
        sendAll(submission, items, transfer);
        return outcome;
    }

    private void sendAll(Submission submission, List<Item> items, Transfer transfer) {
        IngestRecords records =
                new IngestRecords(submission, stage, clock.instant(), items.size() > 1);
        for (int index = 0; index < items.size(); index++) {
            Item item = items.get(index);
            Exception failure = transfer.failure();
            if (failure != null) {
                transfer.failed(item, failure);
            } else if (item.length() > config.maxEventBytes()) {
                transfer.refused(index, item, tooLarge(item));
            } else {
                send(records, index, item, submission.body(), transfer);
            }
        }
    }

    private void send(IngestRecords records, int index, Item item, byte[] body, Transfer transfer) {
        byte[] bytes = item.bytes(body);
        switch (item) {
            case Item.Event event ->
                    publisher.send(
                            records.event(index, bytes),
                            error -> transfer.eventDone(index, event, error));
            case Item.Malformed malformed ->
                    publisher.send(
                            records.deadLetter(index, bytes, malformed.reason()),
                            error ->
                                    transfer.deadLetterDone(
                                            index, malformed, malformed.reason(), error));
        }
    }

    private String tooLarge(Item item) {
        String limit =
                "Expected an event of at most %d bytes, but found %d; it is not kept"
                        .formatted(config.maxEventBytes(), item.length());
        return item instanceof Item.Malformed malformed ? malformed.reason() + "; " + limit : limit;
    }

    private int cost(Submission submission, List<Item> items) {
        return config.cost(submission.body().length, items.size());
    }

    private static long lengthOf(List<Item> items) {
        long sum = 0;
        for (Item item : items) {
            sum += item.length();
        }
        return sum;
    }

    /** Whether Kafka answers and has the topics. May wait for seconds. */
    public boolean healthy() {
        return probe == null || probe.reachable();
    }

    public GatewayConfig config() {
        return config;
    }

    public GatewayMetrics metrics() {
        return metrics;
    }

    /** The memory for events in flight; a door takes from it for bodies that it still reads. */
    public ByteBudget budget() {
        return budget;
    }

    /** Every counter in Prometheus' text format. */
    public String prometheus() {
        return PrometheusText.of(metrics, budget);
    }

    /** Waits for what is in flight, up to the delivery timeout, and closes. */
    @Override
    public void close() {
        publisher.close();
        if (probe != null) {
            probe.close();
        }
    }
}
