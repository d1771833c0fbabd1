package dev.tocsin.bridge.http;

import dev.tocsin.bridge.Accepted;
import dev.tocsin.bridge.BatchItem;
import dev.tocsin.bridge.BatchOutcome;
import dev.tocsin.bridge.EventGateway;
import dev.tocsin.bridge.GatewayConfig;
import dev.tocsin.bridge.ItemResult;
import dev.tocsin.bridge.RejectReason;
import dev.tocsin.bridge.Rejected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands the items of a body to the gateway, as a {@link Cutter} finds them; a body that is not what
 * its protocol says is kept whole. Thread-safe.
 */
public final class Delivery {
    /** The requests that are remembered, to count those that come again. */
    static final int REMEMBERED = 10_000;

    private final EventGateway gateway;
    private final SeenIds stored = new SeenIds(REMEMBERED);

    public Delivery(EventGateway gateway) {
        this.gateway = gateway;
    }

    /** Cuts a body into items. */
    @FunctionalInterface
    public interface Cutter {
        /** Why the body as a whole is not what it should be, or null when it is. */
        @Nullable String cut(byte[] body, Items items);
    }

    /** Delivers what was received; waits for Kafka. */
    public Delivered deliver(Received received, Cutter cutter) {
        String defect = received.defect();
        if (defect != null) {
            return undecodable(received, defect);
        }
        List<BatchItem> cut;
        try (Items items = new Items(gateway.budget(), gateway.config())) {
            defect = cutter.cut(received.body(), items);
            Items.Limit reached = items.reached();
            if (reached != null) {
                return beyond(reached, received);
            }
            cut = items.list();
        }
        return defect == null ? send(received, cut) : undecodable(received, defect);
    }

    private Delivered undecodable(Received received, String defect) {
        Delivered kept = send(received, List.of(BatchItem.malformed(received.body(), defect)));
        return kept instanceof Delivered.Done done
                ? new Delivered.Refused(Problem.badRequest(done.firstReason()))
                : kept;
    }

    private Delivered send(Received received, List<BatchItem> items) {
        List<BatchItem> numbered = received.numbered(items);
        return switch (gateway.accept(received.batch(numbered)).join()) {
            case BatchOutcome.Settled settled -> {
                Delivered delivered = settled(settled);
                if (delivered instanceof Delivered.Done) {
                    countRepeated(received, numbered);
                }
                yield delivered;
            }
            case Rejected.Overloaded overloaded -> new Delivered.Refused(Problem.of(overloaded));
            case Rejected.TooLarge tooLarge -> new Delivered.Refused(Problem.of(tooLarge));
        };
    }

    /**
     * What has an id and comes again is dropped where the first is known. What has none is stored
     * again: two events can be alike.
     */
    private void countRepeated(Received received, List<BatchItem> items) {
        for (BatchItem item : items) {
            if (item.idempotencyKey() == null) {
                String source = received.sender().source();
                if (!stored.add(SeenIds.Id.of(source, received.body()))) {
                    gateway.repeated(received.door());
                }
                return;
            }
        }
    }

    private Delivered settled(BatchOutcome.Settled settled) {
        ItemResult.Unavailable failure = settled.firstFailure();
        if (failure == null) {
            return new Delivered.Done(Accepted.of(settled));
        }
        int stored = settled.results().size() - settled.count(ItemResult.Unavailable.class);
        return new Delivered.Refused(
                Problem.unavailable(failure.reason(), gateway.config().retryAfter())
                        .with("stored", stored));
    }

    private Delivered beyond(Items.Limit reached, Received received) {
        GatewayConfig config = gateway.config();
        boolean comeAgain = reached == Items.Limit.BUDGET;
        gateway.refused(
                received.door(),
                comeAgain ? RejectReason.OVERLOADED : RejectReason.BODY_TOO_LARGE,
                received.body().length);
        return new Delivered.Refused(
                switch (reached) {
                    case BUDGET ->
                            Problem.overloaded(
                                    "Expected room for these events, but found the memory for"
                                            + " events in flight taken",
                                    config.retryAfter());
                    case NUMBER ->
                            tooLarge(
                                    "%d events in one body (TOCSIN_INGEST_MAX_EVENTS_PER_BODY)",
                                    config.maxEventsPerBody());
                    case BODY ->
                            tooLarge(
                                    "%d bytes in one body after it is decompressed"
                                            + " (TOCSIN_INGEST_MAX_BODY_BYTES)",
                                    config.maxBodyBytes());
                    case BYTES ->
                            tooLarge(
                                    "%d bytes of events from one body, with what they have in"
                                            + " common in each of them",
                                    Items.maxBytes(config));
                });
    }

    private static Problem tooLarge(String what, int limit) {
        return Problem.tooLarge(
                "Expected at most " + what.formatted(limit) + ", but found more", limit);
    }
}
