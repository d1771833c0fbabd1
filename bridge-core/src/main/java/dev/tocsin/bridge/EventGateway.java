package dev.tocsin.bridge;

import dev.tocsin.bridge.KafkaPublisher.Acknowledgement;
import dev.tocsin.bridge.split.BodySplitter;
import dev.tocsin.bridge.split.Item;
import dev.tocsin.bridge.split.Split;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The one way into Tocsin: takes a body, which it splits into events, or events that a door has cut
 * already; writes each to the raw topic byte for byte and what is malformed or too large to the
 * dead letters, and completes only when Kafka acknowledged everything. Memory is bounded by {@link
 * #budget}. Thread-safe.
 */
public final class EventGateway implements AutoCloseable {
    /** What a record of a dead letter holds of it, if it needs several. */
    private static final int MOST_PART_BYTES = 512 << 10;

    private final GatewayConfig config;
    private final String stage;
    private final KafkaPublisher publisher;
    private final @Nullable BrokerProbe probe;
    private final InstantSource clock;
    private final GatewayMetrics metrics;
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
        this.metrics = new GatewayMetrics(config.maxDoors());
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
            case Split.TooMany(int _) -> tooMany(submission);
            case Split.Items(List<Item> items) ->
                    takeIfFree(Lot.of(submission, items)).thenApply(this::summary);
        };
    }

    /**
     * Takes items that a door cut, under the same memory, limits and counters. Like {@link
     * #accept(Submission)}, but says of each item what became of it.
     */
    public CompletableFuture<BatchOutcome> accept(Batch batch) {
        Lot lot = Lot.of(batch);
        Rejected.TooLarge refusal = refusal(lot);
        if (refusal == null) {
            return takeIfFree(lot);
        }
        refused(lot.door(), RejectReason.BODY_TOO_LARGE, lot.bytes());
        return CompletableFuture.completedFuture(refusal);
    }

    /**
     * Like {@link #accept(Submission)}, but waits until the memory is free, and keeps a body of too
     * many events as a dead letter: its sender is not there to take it back.
     *
     * @param submission larger than all the memory there is, it completes at once with {@link
     *     Rejected.TooLarge}
     */
    public CompletableFuture<Outcome> acceptWhenFree(Submission submission)
            throws InterruptedException {
        Lot lot =
                switch (split(submission)) {
                    case Split.TooMany(int _) ->
                            Lot.of(submission, List.of(whole(submission, tooMany().reason())));
                    case Split.Items(List<Item> items) -> Lot.of(submission, items);
                };
        Rejected.TooLarge refusal = tooLargeForMemory(lot);
        if (refusal != null) {
            refused(lot.door(), RejectReason.BODY_TOO_LARGE, lot.bytes());
            return CompletableFuture.completedFuture(refusal);
        }
        budget.take(cost(lot));
        return transfer(lot).thenApply(this::summary);
    }

    private static Item whole(Submission submission, String defect) {
        return new Item.Malformed(0, submission.body().length, defect);
    }

    /** Counts a body that a door refused before it could be read or split. */
    public void refused(Door door, RejectReason reason, long bytes) {
        metrics.received(door, 1, bytes);
        metrics.rejected(door, reason, 1, bytes);
    }

    /**
     * Counts a request that is the same as one before it: its sender, which gives no ids, most
     * likely did not see the answer, and what it sent is stored twice.
     */
    public void repeated(Door door) {
        metrics.repeated(door);
    }

    /** Counts a body in which a door found more events than are taken from one. */
    public Rejected.TooLarge refusedTooMany(Door door, long bytes) {
        refused(door, RejectReason.BODY_TOO_LARGE, bytes);
        return tooMany();
    }

    private Split split(Submission submission) {
        String defect = submission.defect();
        if (defect != null) {
            return new Split.Items(List.of(whole(submission, defect)));
        }
        return BodySplitter.split(
                submission.body(), submission.lineDelimited(), config.maxEventsPerBody());
    }

    private Rejected.@Nullable TooLarge refusal(Lot lot) {
        if (lot.size() > config.maxEventsPerBody()) {
            return tooMany();
        }
        return tooLargeForMemory(lot);
    }

    private Rejected.@Nullable TooLarge tooLargeForMemory(Lot lot) {
        // What a door made of a small body can be larger than all the memory there is.
        return lot.bytes() + config.cost(0, lot.size()) <= budget.limit()
                ? null
                : new Rejected.TooLarge(
                        "Expected events of at most %d bytes together, but found %d"
                                .formatted(budget.limit(), lot.bytes()),
                        budget.limit());
    }

    private CompletableFuture<Outcome> tooMany(Submission submission) {
        return CompletableFuture.completedFuture(
                refusedTooMany(submission.door(), submission.body().length));
    }

    private Rejected.TooLarge tooMany() {
        int limit = config.maxEventsPerBody();
        return new Rejected.TooLarge(
                "Expected at most " + limit + " events in one body, but found more", limit);
    }

    private Outcome summary(BatchOutcome outcome) {
        return switch (outcome) {
            case Rejected.Overloaded overloaded -> overloaded;
            case Rejected.TooLarge tooLarge -> tooLarge;
            case BatchOutcome.Settled settled -> {
                ItemResult.Unavailable failure = settled.firstFailure();
                Accepted accepted = Accepted.of(settled);
                yield failure == null
                        ? accepted
                        : new Rejected.Unavailable(
                                failure.reason(),
                                accepted.events() + accepted.deadLetters(),
                                config.retryAfter());
            }
        };
    }

    private CompletableFuture<BatchOutcome> takeIfFree(Lot lot) {
        return budget.tryTake(cost(lot))
                ? transfer(lot)
                : CompletableFuture.completedFuture(overloaded(lot));
    }

    private Rejected.Overloaded overloaded(Lot lot) {
        long bytes = lot.lengthOfAll();
        metrics.received(lot.door(), lot.size(), bytes);
        metrics.rejected(lot.door(), RejectReason.OVERLOADED, lot.size(), bytes);
        return new Rejected.Overloaded(
                "Expected room for these events, but found the memory for events in flight ("
                        + budget.limit()
                        + " bytes) taken",
                config.retryAfter());
    }

    private CompletableFuture<BatchOutcome> transfer(Lot lot) {
        metrics.received(lot.door(), lot.size(), lot.lengthOfAll());
        if (lot.size() == 0) {
            budget.give(cost(lot));
            return CompletableFuture.completedFuture(BatchOutcome.Settled.NOTHING);
        }
        Transfer transfer = new Transfer(lot, metrics);
        long began = System.nanoTime();
        CompletableFuture<BatchOutcome> outcome =
                transfer.outcome()
                        .whenComplete(
                                (_, _) -> {
                                    budget.give(cost(lot));
                                    metrics.answered(lot.door(), System.nanoTime() - began);
                                });
        sendAll(lot, transfer);
        return outcome;
    }

    private void sendAll(Lot lot, Transfer transfer) {
        IngestRecords records = new IngestRecords(lot, stage, clock.instant());
        for (int index = 0; index < lot.size(); index++) {
            Exception failure = transfer.failure();
            if (failure == null) {
                send(records, index, lot.item().apply(index), transfer);
            } else {
                transfer.failed(index, failure);
            }
        }
    }

    private void send(IngestRecords records, int index, BatchItem item, Transfer transfer) {
        String defect = item.defect();
        if (item.bytes().length > config.maxEventBytes()) {
            keep(records, index, item, transfer);
        } else {
            publisher.send(records.record(index, item), acknowledgement(transfer, index, defect));
        }
    }

    /** Nothing is lost: what fits no record becomes a dead letter of several. */
    private void keep(IngestRecords records, int index, BatchItem item, Transfer transfer) {
        String reason = Transfer.reason(item.defect(), tooLarge(item.bytes().length));
        int most = Math.min(config.maxEventBytes(), MOST_PART_BYTES);
        List<ProducerRecord<byte[], byte[]>> parts = records.parts(index, item, reason, most);
        Parts acknowledgement = new Parts(parts.size(), transfer, index, reason);
        parts.forEach(part -> publisher.send(part, acknowledgement));
    }

    private static Acknowledgement acknowledgement(
            Transfer transfer, int index, @Nullable String defect) {
        return new Acknowledgement() {
            @Override
            public void stored(RecordMetadata at) {
                transfer.stored(index, defect, at);
            }

            @Override
            public void refused(Exception error) {
                transfer.refused(index, defect, error);
            }
        };
    }

    private String tooLarge(int length) {
        return "Expected an event of at most %d bytes, but found %d"
                .formatted(config.maxEventBytes(), length);
    }

    private int cost(Lot lot) {
        return config.cost((int) lot.bytes(), lot.size());
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

    /** Every counter in Prometheus' text format, and whether Kafka answers. */
    public String prometheus() {
        return PrometheusText.of(metrics, budget, healthy());
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
