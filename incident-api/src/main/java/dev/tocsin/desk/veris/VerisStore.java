package dev.tocsin.desk.veris;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.tocsin.desk.change.Change;
import dev.tocsin.desk.change.Outbox;
import dev.tocsin.desk.change.OutboxSignals;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.desk.store.Insertion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** VERIS records. A removed one leaves its version, so that no later one has the same ETag. */
final class VerisStore {
    private static final String BYTES = "bytes";

    private final MongoCollection<Document> records;
    private final OutboxSignals outbox;

    VerisStore(DeskStore store, OutboxSignals outbox) {
        this.records = store.veris();
        this.outbox = outbox;
    }

    /** The record of an incident or what is left of it; null when it never had one. */
    @Nullable VerisRecord find(String incident) {
        Document found = records.find(Filters.eq("_id", incident)).projection(visible()).first();
        return found == null ? null : VerisRecord.from(found);
    }

    /** Records by incident, or what is left of them; those that never had one are left out. */
    Map<String, VerisRecord> findAll(Collection<String> incidents) {
        Map<String, VerisRecord> found = new HashMap<>();
        for (Document document : records.find(Filters.in("_id", incidents)).projection(visible())) {
            VerisRecord record = VerisRecord.from(document);
            found.put(record.incident(), record);
        }
        return found;
    }

    /** Every record that is there, by number of incident, but those of hidden incidents. */
    FindIterable<Document> all(Set<String> hidden) {
        Bson there = Filters.ne(BYTES, null);
        return records.find(
                        hidden.isEmpty() ? there : Filters.and(there, Filters.nin("_id", hidden)))
                .projection(visible())
                .sort(Sorts.ascending("_id"));
    }

    /**
     * Puts a record for the first time.
     *
     * @return false when there is one
     */
    boolean insert(String incident, byte[] bytes, Change change) {
        Document document = document(incident, bytes).append(Outbox.FIELD, Outbox.of(change));
        if (!Insertion.ifAbsent(records, List.of(document)).isEmpty()) {
            return false;
        }
        outbox.wake(records, incident);
        return true;
    }

    /**
     * Puts records for the first time, of incidents that tell it themselves.
     *
     * @param bytes by incident
     * @return the incidents that have one already
     */
    Set<String> insertAll(Map<String, byte[]> bytes) {
        List<Document> documents = new ArrayList<>();
        bytes.forEach((incident, record) -> documents.add(document(incident, record)));
        return Insertion.ifAbsent(records, documents);
    }

    /**
     * Replaces or removes a record, unless it has changed since it was read.
     *
     * @param bytes null to remove it
     * @return the version now; null when it had changed
     */
    @Nullable Long replace(VerisRecord read, byte @Nullable [] bytes, Change change) {
        Document after =
                records.findOneAndUpdate(
                        Filters.and(
                                Filters.eq("_id", read.incident()),
                                Filters.eq("version", read.version())),
                        Updates.combine(
                                Updates.set(BYTES, bytes == null ? null : new Binary(bytes)),
                                Updates.inc("version", 1L),
                                Outbox.push(change)),
                        new FindOneAndUpdateOptions()
                                .projection(Projections.include("version"))
                                .returnDocument(ReturnDocument.AFTER));
        if (after == null) {
            return null;
        }
        outbox.wake(records, read.incident());
        return read.version() + 1;
    }

    private static Document document(String incident, byte[] bytes) {
        return new Document("_id", incident).append("version", 1L).append(BYTES, new Binary(bytes));
    }

    private static Bson visible() {
        return Projections.include("version", BYTES);
    }
}
