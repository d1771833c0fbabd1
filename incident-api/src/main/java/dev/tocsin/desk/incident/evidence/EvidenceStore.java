package dev.tocsin.desk.incident.evidence;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.tocsin.desk.change.Change;
import dev.tocsin.desk.change.Outbox;
import dev.tocsin.desk.change.OutboxSignals;
import dev.tocsin.desk.change.OutboxWrites;
import dev.tocsin.desk.http.Cursor;
import dev.tocsin.desk.http.PageRequest;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.desk.store.Docs;
import dev.tocsin.desk.store.Insertion;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Evidence: each piece its own document, so that two that are added never collide. One that a
 * person deleted stays without its copy, marked, for its last change waits in its outbox.
 */
public final class EvidenceStore {
    private static final String DELETED = "deleted";
    private static final String BYTES = "bytes";
    private static final String STATE = "state";
    private static final String TRY_AT = "try_at";
    private static final String ABSENT_SINCE = "absent_since";

    private final MongoCollection<Document> evidence;
    private final OutboxWrites writes;

    public EvidenceStore(DeskStore store, OutboxSignals outbox) {
        this.evidence = store.evidence();
        this.writes = new OutboxWrites(evidence, outbox);
    }

    /** Adds what came with alerts, but for what is there or was deleted; the incident tells it. */
    void attach(List<Evidence> all) {
        Insertion.ifAbsent(evidence, all.stream().map(EvidenceStore::document).toList());
    }

    /** Takes out what came with an alert. What a person deleted stays deleted. */
    void detach(String incident, String alert) {
        evidence.deleteMany(
                Filters.and(
                        Filters.eq("subject", incident),
                        Filters.eq("alert", alert),
                        Filters.eq("attached", true),
                        Filters.eq(DELETED, false)));
    }

    /** Adds a piece by itself; false when it is there, or was and was deleted. */
    boolean insert(Evidence piece, @Nullable EventCopy copy, Change change) {
        Document document = document(piece).append("attached", false);
        if (copy != null && copy.bytes() != null) {
            document.append(BYTES, new Binary(copy.bytes()));
        }
        return writes.insertOnce(document, change);
    }

    private static Document document(Evidence piece) {
        Document document = piece.toDocument().append("attached", true);
        return piece.state() == EvidenceState.PENDING
                ? document.append(TRY_AT, piece.addedAtMs())
                : document;
    }

    /** Evidence of an incident, in its order, one more than the page has if there is one. */
    List<Evidence> list(String incident, PageRequest page) {
        Bson filter = there(incident);
        Cursor after = page.after();
        if (after != null) {
            filter =
                    Filters.and(
                            filter,
                            Filters.or(
                                    Filters.gt("added_at", after.at()),
                                    Filters.and(
                                            Filters.eq("added_at", after.at()),
                                            Filters.gt("_id", after.id()))));
        }
        List<Evidence> found = new ArrayList<>();
        for (Document document :
                evidence.find(filter)
                        .projection(visible())
                        .sort(Sorts.ascending("added_at", "_id"))
                        .limit(page.fetch())) {
            found.add(Evidence.from(document));
        }
        return found;
    }

    /** How many pieces an incident has. */
    long count(String incident) {
        return evidence.countDocuments(there(incident));
    }

    /** Whether an event is among the evidence. */
    boolean has(String incident, String event) {
        return evidence.find(Filters.and(there(incident), Filters.eq("event", event)))
                        .projection(Projections.include("_id"))
                        .first()
                != null;
    }

    @Nullable Evidence find(String incident, String id) {
        Document found =
                evidence.find(Filters.and(Filters.eq("_id", id), there(incident)))
                        .projection(visible())
                        .first();
        return found == null ? null : Evidence.from(found);
    }

    /** The copied document; null when there is none. */
    byte @Nullable [] bytes(String incident, String id) {
        Document found =
                evidence.find(Filters.and(Filters.eq("_id", id), there(incident)))
                        .projection(Projections.include(BYTES))
                        .first();
        Binary bytes = found == null ? null : found.get(BYTES, Binary.class);
        return bytes == null ? null : bytes.getData();
    }

    /** Whether it was deleted, with its copy; false when it is no longer the one that was read. */
    boolean delete(Evidence read, Change change) {
        return writes.update(
                read.id(),
                asRead(read),
                Updates.combine(
                        Updates.set(DELETED, true),
                        Updates.unset(BYTES),
                        Updates.unset(TRY_AT),
                        Updates.inc("version", 1L)),
                change);
    }

    /**
     * A piece whose copy is to be tried for.
     *
     * @param absentSinceMs when it was first known that the index does not have it; null before
     */
    record Due(Evidence piece, @Nullable Long absentSinceMs) {}

    /** Evidence whose copy is to be tried for now. */
    List<Due> due(long nowMs, int most) {
        List<Due> due = new ArrayList<>();
        for (Document document :
                evidence.find(Filters.lte(TRY_AT, nowMs))
                        .projection(visible())
                        .sort(Sorts.ascending(TRY_AT))
                        .limit(most)) {
            due.add(new Due(Evidence.from(document), Docs.optionalNumber(document, ABSENT_SINCE)));
        }
        return due;
    }

    /** Keeps the copy, unless another replica did, or the piece is gone. */
    void copied(Evidence read, EventCopy copy, long atMs) {
        List<Bson> updates = new ArrayList<>();
        updates.add(Updates.set("sha256", copy.sha256()));
        updates.add(Updates.set("size", copy.size()));
        updates.add(Updates.set("copied_at", atMs));
        byte[] bytes = copy.bytes();
        if (bytes != null) {
            updates.add(Updates.set(BYTES, new Binary(bytes)));
        }
        settle(read, copy.state(), updates);
    }

    /** Gives up. */
    void missing(Evidence read) {
        settle(read, EvidenceState.MISSING, new ArrayList<>());
    }

    private void settle(Evidence read, EvidenceState state, List<Bson> updates) {
        updates.add(Updates.set(STATE, Texts.name(state)));
        updates.add(Updates.unset(TRY_AT));
        updates.add(Updates.unset(ABSENT_SINCE));
        updates.add(Updates.inc("version", 1L));
        evidence.updateOne(asRead(read), Updates.combine(updates));
    }

    /** Tries again later. */
    void later(Evidence read, long atMs) {
        evidence.updateOne(asRead(read), Updates.set(TRY_AT, atMs));
    }

    /** The same, of one that the index did not have. */
    void later(Evidence read, long atMs, long absentSinceMs) {
        evidence.updateOne(
                asRead(read),
                Updates.combine(
                        Updates.set(TRY_AT, atMs), Updates.set(ABSENT_SINCE, absentSinceMs)));
    }

    private static Bson asRead(Evidence read) {
        return Filters.and(
                Filters.eq("_id", read.id()),
                Filters.eq("version", read.version()),
                Filters.eq(DELETED, false));
    }

    private static Bson there(String incident) {
        return Filters.and(Filters.eq("subject", incident), Filters.eq(DELETED, false));
    }

    private static Bson visible() {
        return Projections.exclude(BYTES, Outbox.FIELD);
    }
}
