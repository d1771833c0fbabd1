package dev.tocsin.desk.change;

import com.mongodb.client.MongoCollection;
import dev.tocsin.desk.ops.DeskMetrics;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/**
 * Which documents have something in their outbox, as told by who put it there. At most {@value
 * #MAX} wait; what is beyond that is found by the publisher's scan.
 */
public final class OutboxSignals {
    private static final int MAX = 10_000;

    private final BlockingQueue<Pending> waiting = new ArrayBlockingQueue<>(MAX);
    private final DeskMetrics metrics;

    public OutboxSignals(DeskMetrics metrics) {
        this.metrics = metrics;
    }

    /** Says that a document has something in its outbox. Never blocks. */
    public void wake(MongoCollection<Document> collection, String id) {
        if (!waiting.offer(new Pending(collection, id))) {
            metrics.outboxOverflow();
        }
    }

    /**
     * What waits; empty when nothing came in time.
     *
     * @param most how many at most
     */
    Set<Pending> next(Duration atMost, int most) throws InterruptedException {
        Set<Pending> all = new LinkedHashSet<>();
        Pending first = waiting.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
        if (first != null) {
            all.add(first);
            waiting.drainTo(all, most - 1);
        }
        return all;
    }
}
