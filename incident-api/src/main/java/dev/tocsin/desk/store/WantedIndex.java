package dev.tocsin.desk.store;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An index as this code wants it: made, or made anew when an earlier version wanted another. */
record WantedIndex(MongoCollection<Document> collection, Bson keys, IndexOptions options) {
    private static final Logger LOG = LoggerFactory.getLogger(WantedIndex.class);

    /** IndexOptionsConflict and IndexKeySpecsConflict. */
    private static final Set<Integer> CONFLICTS = Set.of(85, 86);

    void create() {
        try {
            collection.createIndex(keys, options);
        } catch (MongoCommandException e) {
            if (!CONFLICTS.contains(e.getErrorCode())) {
                throw e;
            }
            LOG.info("Making an index of {} anew: {}", collection.getNamespace(), e.getMessage());
            dropSame();
            collection.createIndex(keys, options);
        }
    }

    private void dropSame() {
        BsonDocument wanted = keys.toBsonDocument();
        for (Document index : collection.listIndexes()) {
            if (index.get("key", Document.class).toBsonDocument().equals(wanted)) {
                collection.dropIndex(index.getString("name"));
                return;
            }
        }
    }
}
