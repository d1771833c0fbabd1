package dev.tocsin.desk.veris;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.id.ContentId;
import java.util.function.Supplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Which incident has the record of a VERIS {@code incident_id}. An entry is written before the
 * record: an import that broke off finds the same incident again.
 */
final class VerisIds {
    private static final String INCIDENT = "incident";

    private final MongoCollection<Document> ids;
    private final VerisStore records;

    VerisIds(DeskStore store, VerisStore records) {
        this.ids = store.verisIds();
        this.records = records;
    }

    /** The incident of an id; {@code wanted} when it had none. */
    String claim(String id, Supplier<String> wanted) {
        String key = ContentId.of(id);
        Document found = ids.find(Filters.eq("_id", key)).first();
        if (found == null) {
            String incident = wanted.get();
            try {
                ids.insertOne(
                        new Document("_id", key)
                                .append(INCIDENT, incident)
                                .append("incident_id", id));
                return incident;
            } catch (MongoWriteException e) {
                if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                    throw e;
                }
                found = ids.find(Filters.eq("_id", key)).first();
            }
        }
        return found == null ? wanted.get() : found.getString(INCIDENT);
    }

    /**
     * Gives an id to an incident.
     *
     * @return the other incident that has a record of this id; null when it was given
     */
    @Nullable String take(String id, String incident) {
        String owner = claim(id, () -> incident);
        if (owner.equals(incident)) {
            return null;
        }
        if (id.equals(idOf(owner))) {
            return owner;
        }
        long moved =
                ids.updateOne(
                                Filters.and(
                                        Filters.eq("_id", ContentId.of(id)),
                                        Filters.eq(INCIDENT, owner)),
                                Updates.set(INCIDENT, incident))
                        .getModifiedCount();
        return moved == 1 ? null : owner;
    }

    private @Nullable String idOf(String incident) {
        VerisRecord record = records.find(incident);
        byte[] bytes = record == null ? null : record.bytes();
        return bytes == null ? null : VerisDocument.read(bytes).incidentId();
    }
}
