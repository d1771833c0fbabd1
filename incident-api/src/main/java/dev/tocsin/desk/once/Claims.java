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
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Which request is done with a key: of all requests on all replicas, the one that puts the key into
 * the store. It has it for {@link #LEASE}; when it has no answer by then it broke off, and the next
 * one with the key is done in its place. The answer is kept with the key, for {@link #KEPT}.
 */
final class Claims {
    /** How long a key is remembered. */
    static final Duration KEPT = Duration.ofHours(24);

    /** How long a request may be under way: many times what the slowest one takes. */
    static final Duration LEASE = Duration.ofMinutes(2);

    private static final Duration SWEEP = Duration.ofMinutes(10);
    private static final String REQUEST = "request";
    private static final String AT = "at";
    private static final String UNTIL = "until";
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
     * @param key the key
     * @param request digest of the request that came first
     * @param atMs when that came
     * @param untilMs until when it is done by who has the key
     * @param done whether it has ended
     * @param answer what it was answered; null when it has not ended, or that is not kept
     */
    record Claim(
            String key,
            String request,
            long atMs,
            long untilMs,
            boolean done,
            @Nullable KeptAnswer answer) {}

    /** Takes a key; null when another request has it. */
    @Nullable Claim take(String key, String request) {
        long now = clock.millis();
        sweep(now);
        long until = now + LEASE.toMillis();
        boolean taken =
                Insertion.once(
                        requests,
                        new Document("_id", key)
                                .append(REQUEST, request)
                                .append(AT, now)
                                .append(UNTIL, until)
                                .append("expires", new BsonDateTime(now + KEPT.toMillis())));
        return taken ? new Claim(key, request, now, until, false, null) : null;
    }

    /** Takes the key of a request that broke off; null when it did not, or another was faster. */
    @Nullable Claim takeOver(Claim broken) {
        long now = clock.millis();
        if (broken.done() || now < broken.untilMs()) {
            return null;
        }
        long until = now + LEASE.toMillis();
        boolean taken =
                requests.updateOne(held(broken), Updates.set(UNTIL, until)).getMatchedCount() == 1;
        return taken
                ? new Claim(broken.key(), broken.request(), broken.atMs(), until, false, null)
                : null;
    }

    /** What is known of a key; null when no request has it. */
    @Nullable Claim find(String key) {
        Document found = requests.find(Filters.eq("_id", key)).first();
        if (found == null) {
            return null;
        }
        long at = Docs.number(found, AT);
        if (at < clock.millis() - KEPT.toMillis()) {
            requests.deleteOne(Filters.and(Filters.eq("_id", key), Filters.eq(AT, found.get(AT))));
            return null;
        }
        Document answer = found.get(ANSWER, Document.class);
        Long until = Docs.optionalNumber(found, UNTIL);
        return new Claim(
                key,
                Objects.requireNonNull(found.getString(REQUEST)),
                at,
                until == null ? 0 : until,
                found.getBoolean(DONE, false),
                answer == null ? null : KeptAnswer.from(answer));
    }

    /** Gives a key back: its request made nothing. */
    void release(Claim claim) {
        requests.deleteOne(held(claim));
    }

    /** Keeps what a request was answered; null when that is not to be kept. */
    void end(Claim claim, @Nullable KeptAnswer answer) {
        requests.updateOne(
                held(claim),
                Updates.combine(
                        Updates.set(DONE, true),
                        Updates.set(ANSWER, answer == null ? null : answer.toDocument())));
    }

    /** That key, while nobody else has taken it over. Keys of earlier versions had no end. */
    private static Bson held(Claim claim) {
        Bson until =
                claim.untilMs() == 0
                        ? Filters.exists(UNTIL, false)
                        : Filters.eq(UNTIL, claim.untilMs());
        return Filters.and(Filters.eq("_id", claim.key()), until, Filters.ne(DONE, true));
    }

    /** A store without expiring indexes keeps them otherwise. */
    private void sweep(long now) {
        long due = sweepAtMs.get();
        if (now >= due && sweepAtMs.compareAndSet(due, now + SWEEP.toMillis())) {
            requests.deleteMany(Filters.lt(AT, now - KEPT.toMillis()));
        }
    }
}
