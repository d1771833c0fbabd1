package dev.tocsin.desk.change;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import dev.tocsin.desk.store.DeskStore;
import java.time.InstantSource;
import org.bson.Document;

/**
 * How long the change that has waited longest for its publication has waited. It is asked for by
 * anyone who reads the metrics: so the store is asked every {@value #KEEP_MS} ms at most.
 */
public final class OutboxAge {
    private static final long KEEP_MS = 5_000;

    private final DeskStore store;
    private final InstantSource clock;
    private long askedAtMs = Long.MIN_VALUE;
    private long seconds;

    public OutboxAge(DeskStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** In seconds; 0 when none waits, -1 when the store does not say. */
    public synchronized long seconds() {
        long now = clock.millis();
        if (askedAtMs == Long.MIN_VALUE || now - askedAtMs >= KEEP_MS) {
            askedAtMs = now;
            seconds = ask(now);
        }
        return seconds;
    }

    private long ask(long now) {
        try {
            long oldest = now;
            for (MongoCollection<Document> collection : store.withOutbox()) {
                oldest = Math.min(oldest, oldest(collection, now));
            }
            return (now - oldest) / 1_000;
        } catch (MongoException _) {
            return -1;
        }
    }

    private static long oldest(MongoCollection<Document> collection, long now) {
        Document found =
                collection
                        .find(Filters.gt("outbox.at", 0))
                        .projection(Projections.include("outbox.at"))
                        .sort(Sorts.ascending("outbox.at"))
                        .first();
        long oldest = now;
        if (found != null) {
            for (Document change : Pending.changes(found)) {
                oldest = Math.min(oldest, change.get("at", Number.class).longValue());
            }
        }
        return oldest;
    }
}
