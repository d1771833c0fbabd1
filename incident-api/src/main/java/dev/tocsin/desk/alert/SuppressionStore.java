package dev.tocsin.desk.alert;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.tocsin.desk.change.Change;
import dev.tocsin.desk.change.OutboxSignals;
import dev.tocsin.desk.change.OutboxWrites;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.query.QueryException;
import dev.tocsin.desk.query.QueryPredicate;
import dev.tocsin.desk.store.DeskStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Suppressions. They are read from the store for every batch of alerts that come: what one replica
 * has answered to is in force on every other. A deleted one stays, marked, for its last change
 * waits in its outbox.
 */
public final class SuppressionStore implements FirstTriage {
    /** The most suppressions at a time, those that have expired included. */
    static final int MAX = 500;

    private static final String DELETED = "deleted";

    private final MongoCollection<Document> suppressions;
    private final OutboxWrites writes;

    public SuppressionStore(DeskStore store, OutboxSignals outbox) {
        this.suppressions = store.suppressions();
        this.writes = new OutboxWrites(suppressions, outbox);
    }

    /**
     * Puts a new one into the store.
     *
     * @return false when it is there, or was and was deleted
     * @throws ProblemException 409 when there are too many
     */
    boolean insert(Suppression suppression, Change change) {
        if (all().size() >= MAX) {
            throw ProblemException.conflict(
                    "Expected at most "
                            + MAX
                            + " suppressions, but there are as many already. Delete one that has expired");
        }
        return writes.insertOnce(suppression.toDocument(), change);
    }

    /** All of them, the newest first. */
    List<Suppression> all() {
        List<Suppression> all = new ArrayList<>();
        for (Document document : suppressions.find(Filters.eq(DELETED, false))) {
            all.add(Suppression.from(document));
        }
        all.sort(Comparator.comparing(Suppression::id).reversed());
        return all;
    }

    /**
     * One that must be there.
     *
     * @throws ProblemException 404
     */
    Suppression require(String id) {
        Suppression found = find(id);
        if (found == null) {
            throw ProblemException.notFound("a suppression with the id " + id);
        }
        return found;
    }

    /** The one of an id, or null. */
    @Nullable Suppression find(String id) {
        Document found =
                suppressions
                        .find(Filters.and(Filters.eq("_id", id), Filters.eq(DELETED, false)))
                        .first();
        return found == null ? null : Suppression.from(found);
    }

    /** The suppression as it is now; null when it is no longer the one that was read. */
    @Nullable Suppression change(Suppression read, Suppression to, Change change) {
        Document after =
                writes.revised(
                        read.id(),
                        read.version(),
                        Updates.combine(
                                Updates.set("q", to.q()),
                                Updates.set("reason", to.reason()),
                                Updates.set("expires_at", to.expiresAtMs())),
                        change);
        return after == null ? null : Suppression.from(after);
    }

    /** Whether it was deleted; false when it is no longer the one that was read. */
    boolean delete(Suppression read, Change change) {
        Bson update = Updates.set(DELETED, true);
        return writes.revised(read.id(), read.version(), update, change) != null;
    }

    /** Alerts that were written to their topic before a suppression expires are hidden by it. */
    @Override
    public Map<String, Triage> of(Collection<AlertRevision> arrivals) {
        List<Suppression> all = all();
        Map<String, Triage> hidden = new HashMap<>();
        if (all.isEmpty()) {
            return hidden;
        }
        Map<Suppression, Predicate<QueryPredicate.Subject>> filters = new HashMap<>();
        for (AlertRevision arrival : arrivals) {
            QueryPredicate.Subject subject = AlertFilter.subject(arrival.untouched());
            for (Suppression one : all) {
                if (arrival.receivedAtMs() < one.expiresAtMs()
                        && filters.computeIfAbsent(one, SuppressionStore::predicate)
                                .test(subject)) {
                    hidden.putIfAbsent(arrival.id(), by(one));
                }
            }
        }
        return hidden;
    }

    private static Triage by(Suppression suppression) {
        return new Triage(Status.SUPPRESSED, null, null, null)
                .withMarks(Marks.NONE.withSuppression(suppression.id()));
    }

    private static Predicate<QueryPredicate.Subject> predicate(Suppression suppression) {
        try {
            return AlertFilter.of(suppression.q(), Instant.ofEpochMilli(suppression.updatedAtMs()));
        } catch (QueryException _) {
            // It was checked when it came; a filter that is no longer one hides nothing.
            return _ -> false;
        }
    }
}
