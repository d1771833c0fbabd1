package dev.tocsin.desk.change;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a collection whose documents have an outbox: what is written and the changes that tell
 * it are one atomic write, after which the publisher is woken.
 */
public final class OutboxWrites {
    private final MongoCollection<Document> documents;
    private final OutboxSignals signals;
    private final List<String> unseen = new ArrayList<>(List.of(Outbox.FIELD));

    /**
     * @param documents one that is searched for outboxes
     * @param unseen members that are not read back, beside the outbox
     */
    public OutboxWrites(
            MongoCollection<Document> documents, OutboxSignals signals, String... unseen) {
        this.documents = documents;
        this.signals = signals;
        this.unseen.addAll(List.of(unseen));
    }

    /** Puts a new document into the collection. */
    public void insert(Document document, Change... changes) {
        documents.insertOne(document.append(Outbox.FIELD, Outbox.of(changes)));
        signals.wake(documents, document.getString("_id"));
    }

    /** The same; false when another writer has put there what is to be there once. */
    public boolean insertOnce(Document document, Change... changes) {
        try {
            insert(document, changes);
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Changes a document, unless it is no longer the one that was read.
     *
     * @param asRead a filter for the one that was read
     * @return whether it was changed
     */
    public boolean update(String id, Bson asRead, Bson update, Change... changes) {
        boolean written =
                documents.updateOne(one(id, asRead), told(update, changes)).getMatchedCount() == 1;
        if (written) {
            signals.wake(documents, id);
        }
        return written;
    }

    /** The same; the document as it is then, or null. */
    public @Nullable Document updated(String id, Bson asRead, Bson update, Change... changes) {
        Document after =
                documents.findOneAndUpdate(
                        one(id, asRead),
                        told(update, changes),
                        new FindOneAndUpdateOptions()
                                .projection(Projections.exclude(unseen))
                                .returnDocument(ReturnDocument.AFTER));
        if (after != null) {
            signals.wake(documents, id);
        }
        return after;
    }

    /**
     * Makes the next version of a document that counts them, says when and by whom it was changed,
     * and is marked when it is deleted.
     *
     * @param version the one that was read
     * @return the document as it is then; null when it is no longer the one that was read
     */
    public @Nullable Document revised(String id, long version, Bson update, Change change) {
        return updated(
                id,
                Filters.and(Filters.eq("version", version), Filters.eq("deleted", false)),
                Updates.combine(
                        update,
                        Updates.inc("version", 1L),
                        Updates.set("updated_at", change.atMs()),
                        Updates.set("updated_by", change.by())),
                change);
    }

    private static Bson one(String id, Bson asRead) {
        return Filters.and(Filters.eq("_id", id), asRead);
    }

    private static Bson told(Bson update, Change... changes) {
        return Updates.combine(update, Outbox.push(changes));
    }
}
