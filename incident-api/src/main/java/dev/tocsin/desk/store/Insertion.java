package dev.tocsin.desk.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;

/** Insertion of documents of which another writer may have put some there before. */
public final class Insertion {
    private Insertion() {}

    /** Inserts a document; false when there is one already with its id or another unique key. */
    public static boolean once(MongoCollection<Document> collection, Document document) {
        try {
            collection.insertOne(document);
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return false;
        }
    }

    /**
     * Inserts those whose id is not there yet, and leaves the others as they are.
     *
     * @return the ids that were there
     */
    public static Set<String> ifAbsent(
            MongoCollection<Document> collection, List<Document> documents) {
        if (documents.isEmpty()) {
            return Set.of();
        }
        try {
            collection.insertMany(documents, new InsertManyOptions().ordered(false));
            return Set.of();
        } catch (MongoBulkWriteException e) {
            Set<String> there = new HashSet<>();
            for (BulkWriteError error : e.getWriteErrors()) {
                if (error.getCategory() != ErrorCategory.DUPLICATE_KEY) {
                    throw e;
                }
                there.add(documents.get(error.getIndex()).getString("_id"));
            }
            return there;
        }
    }
}
