package dev.tocsin.desk.alert;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.desk.store.Docs;
import dev.tocsin.desk.store.Insertion;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/** Of each fingerprint, the alert that others fold into. */
final class FoldHeads {
    private final MongoCollection<Document> heads;

    FoldHeads(DeskStore store) {
        this.heads = store.alertFolds();
    }

    /**
     * The head of a fingerprint.
     *
     * @param leader id of the alert that others fold into
     * @param atMs its earliest evidence, from which the window counts
     */
    record Head(String fingerprint, String leader, long atMs) {
        static Head of(StoredAlert alert) {
            return new Head(
                    String.valueOf(alert.fold().fingerprint()),
                    alert.id(),
                    alert.fold().count().firstMs());
        }
    }

    /** The heads of those fingerprints that have one, by fingerprint. */
    Map<String, Head> find(Collection<String> fingerprints) {
        Map<String, Head> found = new HashMap<>();
        for (Document document : heads.find(Filters.in("_id", fingerprints))) {
            String fingerprint = document.getString("_id");
            found.put(
                    fingerprint,
                    new Head(
                            fingerprint,
                            document.getString("leader"),
                            Docs.number(document, "at")));
        }
        return found;
    }

    /**
     * Makes heads of fingerprints that have none.
     *
     * @return whether each became one; false when another writer was faster with any of them
     */
    boolean claim(List<Head> claims) {
        List<Document> documents =
                claims.stream()
                        .map(
                                head ->
                                        new Document("_id", head.fingerprint())
                                                .append("leader", head.leader())
                                                .append("at", head.atMs()))
                        .toList();
        return Insertion.ifAbsent(heads, documents).isEmpty();
    }

    /** Puts a head in the place of another one; false when that is no longer there. */
    boolean replace(Head old, Head by) {
        return heads.updateOne(
                                Filters.and(
                                        Filters.eq("_id", old.fingerprint()),
                                        Filters.eq("leader", old.leader())),
                                Updates.combine(
                                        Updates.set("leader", by.leader()),
                                        Updates.set("at", by.atMs())))
                        .getModifiedCount()
                == 1;
    }
}
