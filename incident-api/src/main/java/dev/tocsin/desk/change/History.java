package dev.tocsin.desk.change;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import dev.tocsin.desk.http.Cursor;
import dev.tocsin.desk.http.PageRequest;
import dev.tocsin.desk.store.DeskStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.conversions.Bson;

/** What happened to an alert or an incident, oldest first, with what is still in an outbox. */
public final class History {
    private final DeskStore store;

    public History(DeskStore store) {
        this.store = store;
    }

    /**
     * Changes of a subject after the page's cursor.
     *
     * @return each change as {@code _id} and {@code json}, one more than the page has if there is
     *     one
     */
    public List<Document> of(String subject, PageRequest page) {
        Bson filter = Filters.eq("subject", subject);
        Cursor after = page.after();
        String afterId = after == null ? "" : after.id();
        TreeMap<String, Document> byId = new TreeMap<>();
        for (Document pending : pending(subject)) {
            if (subject.equals(pending.getString("subject"))
                    && pending.getString("id").compareTo(afterId) > 0) {
                byId.put(pending.getString("id"), entry(pending.getString("id"), pending));
            }
        }
        for (Document kept :
                store.changes()
                        .find(Filters.and(filter, Filters.gt("_id", afterId)))
                        .sort(Sorts.ascending("_id"))
                        .limit(page.fetch())) {
            byId.put(kept.getString("_id"), kept);
        }
        List<Document> all = new ArrayList<>(byId.values());
        return all.subList(0, Math.min(all.size(), page.fetch()));
    }

    /** Those that are not in the history yet. */
    List<Document> missing(List<Document> changes) {
        Set<String> kept = new HashSet<>();
        List<String> ids = changes.stream().map(change -> change.getString("id")).toList();
        for (Document change :
                store.changes()
                        .find(Filters.in("_id", ids))
                        .projection(Projections.include("_id"))) {
            kept.add(change.getString("_id"));
        }
        return changes.stream().filter(change -> !kept.contains(change.getString("id"))).toList();
    }

    /** Puts changes that left, or are about to leave, their outbox into the history. */
    void keep(List<Document> changes) {
        List<ReplaceOneModel<Document>> writes = new ArrayList<>();
        for (Document change : changes) {
            String id = change.getString("id");
            writes.add(
                    new ReplaceOneModel<>(
                            Filters.eq("_id", id),
                            entry(id, change).append("subject", change.getString("subject")),
                            new ReplaceOptions().upsert(true)));
        }
        store.changes().bulkWrite(writes, new BulkWriteOptions().ordered(false));
    }

    private static Document entry(String id, Document pending) {
        return new Document("_id", id).append("json", pending.getString("json"));
    }

    private List<Document> pending(String subject) {
        List<Document> pending = new ArrayList<>();
        Bson own = Filters.eq("_id", subject);
        Bson notes = Filters.and(Filters.eq("subject", subject), Filters.gt("outbox.at", 0));
        read(store.alerts(), own, pending);
        read(store.incidents(), own, pending);
        read(store.veris(), own, pending);
        read(store.accounts(), own, pending);
        read(store.ingestTokens(), own, pending);
        read(store.lists(), own, pending);
        read(store.suppressions(), own, pending);
        read(store.settings(), own, pending);
        read(store.customFields(), own, pending);
        read(store.notes(), notes, pending);
        read(store.alertComments(), notes, pending);
        read(store.incidentParts(), notes, pending);
        read(
                store.incidentLinks(),
                Filters.and(Filters.eq("subjects", subject), Filters.gt("outbox.at", 0)),
                pending);
        read(store.evidence(), notes, pending);
        return pending;
    }

    private static void read(
            MongoCollection<Document> collection, Bson filter, List<Document> into) {
        for (Document document :
                collection.find(filter).projection(Projections.include(Outbox.FIELD))) {
            into.addAll(Pending.changes(document));
        }
    }
}
