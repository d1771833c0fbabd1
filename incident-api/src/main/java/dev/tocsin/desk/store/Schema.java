package dev.tocsin.desk.store;

import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * What the store must look like: indexes, and a version, which older data is brought to and which
 * keeps older code from newer data.
 */
public final class Schema {
    /** The version that this code writes. */
    public static final int VERSION = 3;

    private static final List<Migration> MIGRATIONS =
            List.of(
                    new Migration(2, Schema::endSessionsOfKeysAlone),
                    new Migration(
                            VERSION,
                            store ->
                                    EvidenceOfIncidents.takeOut(
                                            store, System.currentTimeMillis())));

    private Schema() {}

    static void prepare(DeskStore store) {
        new Migrations(store, MIGRATIONS).run();
        index(store.alerts(), compoundIndex(descending("at"), descending("_id")));
        index(store.alerts(), ascending("updated_at"));
        index(store.alerts(), compoundIndex(ascending("triage.status"), descending("at")));
        index(store.incidents(), compoundIndex(descending("created_at"), descending("_id")));
        index(store.incidents(), ascending("updated_at"));
        index(
                store.incidents(),
                ascending("idempotency"),
                new IndexOptions().unique(true).sparse(true));
        index(store.notes(), compoundIndex(ascending("subject"), ascending("_id")));
        index(store.alertComments(), compoundIndex(ascending("subject"), ascending("_id")));
        index(store.incidentParts(), compoundIndex(ascending("subject"), ascending("_id")));
        index(store.incidentLinks(), ascending("subjects"));
        index(store.incidentLinks(), ascending("from"));
        index(store.evidence(), compoundIndex(ascending("subject"), ascending("added_at")));
        index(store.evidence(), ascending("try_at"), new IndexOptions().sparse(true));
        index(store.changes(), compoundIndex(ascending("subject"), ascending("_id")));
        index(store.lists(), ascending("next_expiry"), new IndexOptions().sparse(true));
        index(store.accounts(), ascending("link"), new IndexOptions().sparse(true));
        index(store.keys(), ascending("hash"), new IndexOptions().unique(true));
        for (MongoCollection<Document> expiring : store.ofAMoment()) {
            index(
                    expiring,
                    ascending("expires"),
                    new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
        }
        index(store.sessions(), ascending("subject"));
        for (MongoCollection<Document> collection : store.withOutbox()) {
            index(collection, ascending("outbox.at"), new IndexOptions().sparse(true));
        }
    }

    /**
     * Brings documents that came from a store of an earlier version to the present form. What has
     * it already stays as it is.
     */
    public static void bringUp(DeskStore store, int from) {
        MIGRATIONS.stream()
                .filter(step -> step.to() > from)
                .forEach(step -> step.step().accept(store));
    }

    /** Sessions of version 1 do not say who has them, and nobody could end them. */
    private static void endSessionsOfKeysAlone(DeskStore store) {
        store.sessions().deleteMany(Filters.exists("subject", false));
    }

    private static void index(MongoCollection<Document> collection, Bson keys) {
        index(collection, keys, new IndexOptions());
    }

    private static void index(
            MongoCollection<Document> collection, Bson keys, IndexOptions options) {
        new WantedIndex(collection, keys, options).create();
    }
}
