package dev.tocsin.desk.incident.part;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.Change;
import dev.tocsin.desk.change.FieldChange;
import dev.tocsin.desk.change.Kind;
import dev.tocsin.desk.change.OutboxSignals;
import dev.tocsin.desk.change.OutboxWrites;
import dev.tocsin.desk.http.Cursor;
import dev.tocsin.desk.http.PageRequest;
import dev.tocsin.desk.incident.Incident;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Parts of incidents: each its own document, so that two that are added never collide. A deleted
 * part stays, marked, for its last change waits in its outbox.
 */
public final class PartStore {
    private static final String DELETED = "deleted";

    private final MongoCollection<Document> parts;
    private final OutboxWrites writes;

    public PartStore(DeskStore store, OutboxSignals outbox) {
        this.parts = store.incidentParts();
        this.writes = new OutboxWrites(parts, outbox);
    }

    /** Whether it was added; false when it is there, or was and was deleted. */
    boolean insert(PartKind kind, String incident, Part part, Change change) {
        return writes.insertOnce(document(kind, incident, part), change);
    }

    /**
     * Puts a part that follows from something else into the store, unless it is there, or was and
     * was deleted.
     *
     * @param why in the words of the history; null when the part says it
     * @return whether it was put there
     */
    boolean insertOnce(
            PartKind kind, Incident incident, Part part, @Nullable String why, Author author) {
        List<FieldChange> fields =
                Part.changes(kind, part.path(kind), Json.object(), part.values());
        return writes.insertOnce(
                document(kind, incident.id(), part),
                author.change(
                        Kind.INCIDENT, incident.id(), "added", incident.version(), fields, why));
    }

    private static Document document(PartKind kind, String incident, Part part) {
        return part.toDocument().append("subject", incident).append("kind", kind.path());
    }

    /** Values of a member of every part of a kind, those that were deleted too. */
    Set<String> everValues(PartKind kind, String incident, String member) {
        Set<String> values = new HashSet<>();
        for (Document document :
                parts.find(
                        Filters.and(
                                Filters.eq("subject", incident),
                                Filters.eq("kind", kind.path())))) {
            values.add(Part.from(kind, document).values().path(member).asText());
        }
        return values;
    }

    /** Parts of a kind, in the order of their entry, one more than the page has if there is one. */
    List<Part> list(PartKind kind, String incident, PageRequest page) {
        Bson filter = there(kind, incident);
        Cursor after = page.after();
        if (after != null) {
            filter = Filters.and(filter, Filters.gt("_id", after.id()));
        }
        List<Part> found = new ArrayList<>();
        for (Document document :
                parts.find(filter).sort(Sorts.ascending("_id")).limit(page.fetch())) {
            found.add(Part.from(kind, document));
        }
        return found;
    }

    /**
     * What the parts of a kind say, in the order of their entry.
     *
     * @param path of the kind, for example {@code observables}
     * @throws IllegalArgumentException when there is no such kind
     */
    public List<ObjectNode> values(String path, String incident) {
        PartKind kind = PartKind.of(path);
        List<ObjectNode> values = new ArrayList<>();
        for (Document document : parts.find(there(kind, incident)).sort(Sorts.ascending("_id"))) {
            values.add(Part.from(kind, document).values());
        }
        return values;
    }

    @Nullable Part find(PartKind kind, String incident, String id) {
        Document found =
                parts.find(Filters.and(Filters.eq("_id", id), there(kind, incident))).first();
        return found == null ? null : Part.from(kind, found);
    }

    /** The part as it is now, or null when it is no longer the one that was read. */
    @Nullable Part change(PartKind kind, Part read, ObjectNode to, Change change) {
        Bson update = Updates.set("values", Document.parse(to.toString()));
        Document after = writes.revised(read.id(), read.version(), update, change);
        return after == null ? null : Part.from(kind, after);
    }

    /** Whether it was deleted; false when it is no longer the one that was read. */
    boolean delete(Part read, Change change) {
        Bson update = Updates.set(DELETED, true);
        return writes.revised(read.id(), read.version(), update, change) != null;
    }

    private static Bson there(PartKind kind, String incident) {
        return Filters.and(
                Filters.eq("subject", incident),
                Filters.eq("kind", kind.path()),
                Filters.eq(DELETED, false));
    }
}
