package dev.tocsin.desk.once;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.desk.store.Docs;
import dev.tocsin.desk.store.Insertion;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.BsonDateTime;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Which request came first with a key: of all requests on all replicas, the one that puts the key
 * into the store. Its answer is kept with the key, for {@link #KEPT}.
 */
final class Claims {
    /** How long a key is remembered. */
    static final Duration KEPT = Duration.ofHours(24);

    private static final Duration SWEEP = Duration.ofMinutes(10);
    private static final String REQUEST = "request";
    private static final String AT = "at";
    private static final String DONE = "done";
    private static final String ANSWER = "answer";

    private final MongoCollection<Document> requests;
    private final InstantSource clock;
    private final AtomicLong sweepAtMs = new AtomicLong();

    Claims(DeskStore store, InstantSource clock) {
        this.requests = store.requests();
        this.clock = clock;
    }

    /**
     * What is known of a key.
     *
     * @param request digest of the request that came first
     * @param done whether it has ended
     * @param answer what it was answered; null when it has not ended, or that is not kept
     */
    record Claim(String request, boolean done, @Nullable KeptAnswer answer) {}

    /** Takes a key; false when another request has it. */
    boolean take(String key, String request) {
        long now = clock.millis();
        sweep(now);
        return Insertion.once(
                requests,
                new Document("_id", key)
                        .append(REQUEST, request)
                        .append(AT, now)
                        .append("expires", new BsonDateTime(now + KEPT.toMillis())));
    }

    /** What is known of a key; null when no request has it. */
    @Nullable Claim find(String key) {
        Document found = requests.find(Filters.eq("_id", key)).first();
        if (found == null) {
            return null;
        }
        if (Docs.number(found, AT) < clock.millis() - KEPT.toMillis()) {
            requests.deleteOne(Filters.and(Filters.eq("_id", key), Filters.eq(AT, found.get(AT))));
            return null;
        }
        Document answer = found.get(ANSWER, Document.class);
        return new Claim(
                Objects.requireNonNull(found.getString(REQUEST)),
                found.getBoolean(DONE, false),
                answer == null ? null : KeptAnswer.from(answer));
    }

    /** Gives a key back: its request made nothing. */
    void release(String key) {
        requests.deleteOne(Filters.eq("_id", key));
    }

    /** Keeps what a request was answered; null when that is not to be kept. */
    void end(String key, @Nullable KeptAnswer answer) {
        requests.updateOne(
                Filters.eq("_id", key),
                Updates.combine(
                        Updates.set(DONE, true),
                        Updates.set(ANSWER, answer == null ? null : answer.toDocument())));
    }

    /** A store without expiring indexes keeps them otherwise. */
    private void sweep(long now) {
        long due = sweepAtMs.get();
        if (now >= due && sweepAtMs.compareAndSet(due, now + SWEEP.toMillis())) {
            requests.deleteMany(Filters.lt(AT, now - KEPT.toMillis()));
        }
    }
}
