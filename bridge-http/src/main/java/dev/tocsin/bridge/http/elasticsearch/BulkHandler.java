package dev.tocsin.bridge.http.elasticsearch;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.tocsin.bridge.EventGateway;
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
    private final EventGateway gateway;
    private final Documents documents;

    BulkHandler(EventGateway gateway, Documents documents) {
        this.gateway = gateway;
        this.documents = documents;
    }

    @Override
    public @Nullable Problem refusal(Context ctx) {
        return MediaTypes.refusal(ctx);
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
        ActionLine actions = ActionLine.of(ctx, received.sender());
        String defect = received.defect();
        if (defect != null) {
            return List.of(new BulkEntry(actions.none(defect), received.body(), defect));
        }
        return BulkReader.read(received.body(), actions, gateway.config().maxEventsPerBody());
    }

    private void deliver(Context ctx, Received received, List<BulkEntry> entries, long startNanos) {
        documents.deliver(
                received,
                entries,
                problem -> refuse(ctx, problem),
                answer -> answer(ctx, answer, startNanos));
    }

    private static void answer(Context ctx, BulkAnswer answer, long startNanos) {
        ElasticAnswers.send(
                ctx, answer.toJson(NANOSECONDS.toMillis(System.nanoTime() - startNanos)));
    }
}
