package dev.tocsin.desk.store;

import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/** What the store must look like: indexes, and a version that keeps older code from newer data. */
final class Schema {
    /** The version that this code writes. */
    static final int VERSION = 1;

    private Schema() {}

    static void prepare(DeskStore store) {
        requireKnownVersion(store);
        store.alerts().createIndex(compoundIndex(descending("at"), descending("_id")));
        store.alerts().createIndex(ascending("updated_at"));
        store.alerts().createIndex(compoundIndex(ascending("triage.status"), descending("at")));
        store.incidents().createIndex(compoundIndex(descending("created_at"), descending("_id")));
        store.incidents().createIndex(ascending("updated_at"));
        store.incidents()
                .createIndex(
                        ascending("idempotency"), new IndexOptions().unique(true).sparse(true));
        store.notes().createIndex(compoundIndex(ascending("subject"), ascending("_id")));
        store.alertComments().createIndex(compoundIndex(ascending("subject"), ascending("_id")));
        store.incidentParts().createIndex(compoundIndex(ascending("subject"), ascending("_id")));
        store.incidentLinks().createIndex(ascending("subjects"));
        store.incidentLinks().createIndex(ascending("from"));
        store.evidence().createIndex(compoundIndex(ascending("subject"), ascending("added_at")));
        store.evidence().createIndex(ascending("try_at"), new IndexOptions().sparse(true));
        store.changes().createIndex(compoundIndex(ascending("subject"), ascending("_id")));
        store.lists().createIndex(ascending("next_expiry"), new IndexOptions().sparse(true));
        store.keys().createIndex(ascending("hash"), new IndexOptions().unique(true));
        for (MongoCollection<Document> expiring :
                List.of(store.sessions(), store.oidcLogIns(), store.oidcTokens())) {
            expiring.createIndex(
                    ascending("expires"), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
        }
        for (MongoCollection<Document> collection : store.withOutbox()) {
            collection.createIndex(ascending("outbox.at"), new IndexOptions().sparse(true));
        }
    }

    private static void requireKnownVersion(DeskStore store) {
        Document schema =
                store.counters()
                        .findOneAndUpdate(
                                Filters.eq("_id", "schema"),
                                Updates.max("version", VERSION),
                                new FindOneAndUpdateOptions()
                                        .upsert(true)
                                        .returnDocument(ReturnDocument.AFTER));
        int found = Objects.requireNonNull(schema).getInteger("version", VERSION);
        if (found > VERSION) {
            throw new IllegalStateException(
                    "Expected the document store's schema version to be at most "
                            + VERSION
                            + ", but found "
                            + found
                            + ". Run the newer Tocsin that wrote it");
        }
    }
}
