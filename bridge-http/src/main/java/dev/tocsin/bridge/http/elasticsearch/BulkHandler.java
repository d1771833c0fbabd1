package dev.tocsin.bridge.http.elasticsearch;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.bridge.BatchOutcome.Settled;
import dev.tocsin.bridge.EventGateway;
import dev.tocsin.bridge.ItemResult;
import dev.tocsin.bridge.RejectReason;
import dev.tocsin.bridge.Rejected;
import dev.tocsin.bridge.http.MediaTypes;
import dev.tocsin.bridge.http.Problem;
import dev.tocsin.bridge.http.Received;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST|PUT /_bulk}, {@code /{index}/_bulk}: documents become events, each with a status of
 * its own. A document that is not JSON is 400 and a dead letter. When Kafka took nothing at all,
 * the whole request is refused, for senders that read no statuses.
 */
final class BulkHandler implements ElasticHandler {
    /** The index of documents for which the sender names none. */
    static final String NO_INDEX = "events";

    private final EventGateway gateway;
    private final SeenIds seen;

    BulkHandler(EventGateway gateway, SeenIds seen) {
        this.gateway = gateway;
        this.seen = seen;
    }

    @Override
    public @Nullable Problem refusal(Context ctx) {
        String type = MediaTypes.refusal(ctx.contentType());
        return type == null ? null : Problem.unsupported(type);
    }

    @Override
    public void take(Context ctx, Received received) {
        long start = System.nanoTime();
        List<BulkEntry> entries = entries(ctx, received);
        int limit = gateway.config().maxEventsPerBody();
        if (entries.isEmpty()) {
            refuse(ctx, Problem.badRequest("Expected actions and documents, but found nothing"));
        } else if (entries.size() > limit) {
            refuse(
                    ctx,
                    Problem.of(gateway.refusedTooMany(received.door(), received.body().length)));
        } else {
            deliver(ctx, received, entries, start);
        }
    }

    private List<BulkEntry> entries(Context ctx, Received received) {
        String index = ctx.pathParamMap().getOrDefault("index", NO_INDEX);
        // The pipeline of a token says more than the one of a request, whose name is Elastic's.
        String pipeline = received.sender().pipeline() == null ? ctx.queryParam("pipeline") : null;
        ActionLine actions = new ActionLine(index, pipeline);
        String defect = received.defect();
        if (defect != null) {
            return List.of(new BulkEntry(actions.none(defect), received.body(), defect));
        }
        return BulkReader.read(received.body(), actions, gateway.config().maxEventsPerBody());
    }

    private void deliver(Context ctx, Received received, List<BulkEntry> entries, long startNanos) {
        BulkDelivery delivery = new BulkDelivery(entries, seen, received.sender().source());
        switch (gateway.accept(received.batch(delivery.items())).join()) {
            case Rejected.Overloaded overloaded -> refuse(ctx, Problem.of(overloaded));
            case Rejected.TooLarge tooLarge -> refuse(ctx, Problem.of(tooLarge));
            case Settled settled -> {
                ItemResult.Unavailable failure = settled.firstFailure();
                if (failure != null
                        && settled.count(ItemResult.Unavailable.class)
                                == settled.results().size()) {
                    refuse(
                            ctx,
                            Problem.unavailable(failure.reason(), gateway.config().retryAfter()));
                } else {
                    answer(ctx, received, delivery, settled, startNanos);
                }
            }
        }
    }

    private void answer(
            Context ctx,
            Received received,
            BulkDelivery delivery,
            Settled settled,
            long startNanos) {
        for (BulkEntry duplicate : delivery.duplicates()) {
            gateway.refused(received.door(), RejectReason.DUPLICATE, duplicate.bytes().length);
        }
        ObjectNode answer =
                delivery.answer(settled)
                        .toJson(NANOSECONDS.toMillis(System.nanoTime() - startNanos));
        FilterPath filter = FilterPath.of(ctx.queryParam("filter_path"));
        ElasticAnswers.send(ctx, filter == null ? answer : filter.of(answer));
    }
}
