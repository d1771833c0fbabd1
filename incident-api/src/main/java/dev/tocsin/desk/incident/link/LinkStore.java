package dev.tocsin.desk.incident.link;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.tocsin.desk.change.Change;
import dev.tocsin.desk.change.OutboxSignals;
import dev.tocsin.desk.change.OutboxWrites;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.desk.store.Docs;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Links: each its own document, written together with what it changes in the histories of both
 * incidents. A removed link stays, marked, for its last changes wait in its outbox.
 */
public final class LinkStore {
    private static final String DELETED = "deleted";

    private final MongoCollection<Document> links;
    private final OutboxWrites writes;

    public LinkStore(DeskStore store, OutboxSignals outbox) {
        this.links = store.incidentLinks();
        this.writes = new OutboxWrites(links, outbox);
    }

    /** A link, or null. */
    @Nullable Link find(String id) {
        Document found =
                links.find(Filters.and(Filters.eq("_id", id), Filters.eq(DELETED, false))).first();
        return found == null ? null : Link.from(found);
    }

    /** The links of an incident, from either end. */
    List<Link> of(String incident) {
        return read(Filters.and(Filters.eq("subjects", incident), Filters.eq(DELETED, false)));
    }

    /** The links that lead away from some incidents. */
    List<Link> from(Collection<String> incidents, Relation relation) {
        return read(
                Filters.and(
                        Filters.in("from", incidents),
                        Filters.eq("relation", Texts.name(relation)),
                        Filters.eq(DELETED, false)));
    }

    /**
     * Keeps a link.
     *
     * @param changes what it changes in the histories
     * @return the link as it is kept; null when one of its id is there already
     */
    @Nullable Link add(Link link, List<Change> changes) {
        Document document = link.toDocument().append("_id", link.id()).append(DELETED, false);
        return writes.insertOnce(document, changes.toArray(Change[]::new))
                ? link
                : addAgain(link, changes);
    }

    private @Nullable Link addAgain(Link link, List<Change> changes) {
        Document removed = links.find(Filters.eq("_id", link.id())).first();
        if (removed == null || !removed.getBoolean(DELETED, false)) {
            return null;
        }
        Link again = link.again(Docs.number(removed, "version") + 1);
        List<Bson> members = new ArrayList<>();
        again.toDocument().forEach((name, value) -> members.add(Updates.set(name, value)));
        members.add(Updates.set(DELETED, false));
        return write(again, Updates.combine(members), changes) ? again : null;
    }

    /** Whether it was removed; false when it is no longer the one that was read. */
    boolean remove(Link read, List<Change> changes) {
        Link removed = read.again(read.version() + 1);
        Bson update =
                Updates.combine(
                        Updates.set(DELETED, true), Updates.set("version", removed.version()));
        return write(removed, update, changes);
    }

    private boolean write(Link after, Bson update, List<Change> changes) {
        return writes.update(
                after.id(),
                Filters.eq("version", after.version() - 1),
                update,
                changes.toArray(Change[]::new));
    }

    private List<Link> read(Bson filter) {
        List<Link> found = new ArrayList<>();
        for (Document document : links.find(filter).sort(Sorts.ascending("created_at", "_id"))) {
            found.add(Link.from(document));
        }
        return found;
    }
}
