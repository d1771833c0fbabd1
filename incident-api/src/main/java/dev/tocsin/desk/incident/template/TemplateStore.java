package dev.tocsin.desk.incident.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.Change;
import dev.tocsin.desk.change.FieldChange;
import dev.tocsin.desk.change.Kind;
import dev.tocsin.desk.change.Once;
import dev.tocsin.desk.change.OutboxSignals;
import dev.tocsin.desk.change.OutboxWrites;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.desk.store.Docs;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Templates: those that ship, and those that people made. A deleted one stays, marked: its version
 * never goes back, and an incident that it was applied to can still be completed.
 */
public final class TemplateStore {
    /** The most templates that people made. */
    static final int MAX_TEMPLATES = 200;

    private static final String DELETED = "deleted";

    private final Map<String, StoredTemplate> shipped = ShippedTemplates.read();
    private final MongoCollection<Document> templates;
    private final OutboxWrites writes;

    public TemplateStore(DeskStore store, OutboxSignals outbox) {
        this.templates = store.incidentTemplates();
        this.writes = new OutboxWrites(templates, outbox);
    }

    /** All, by id. */
    List<StoredTemplate> all() {
        List<StoredTemplate> all = new ArrayList<>(shipped.values());
        for (Document document :
                templates.find(Filters.eq(DELETED, false)).sort(Sorts.ascending("_id"))) {
            all.add(stored(document));
        }
        return all;
    }

    /** One, or null. */
    @Nullable StoredTemplate find(String id) {
        Document found = document(id);
        return found != null && found.getBoolean(DELETED, false) ? null : findAlsoDeleted(id);
    }

    /** One, also a deleted one, or null. */
    @Nullable StoredTemplate findAlsoDeleted(String id) {
        StoredTemplate known = shipped.get(id);
        Document found = known == null ? document(id) : null;
        return found == null ? known : stored(found);
    }

    long count() {
        return templates.countDocuments(Filters.eq(DELETED, false));
    }

    /** What a request made before it broke off; null when it made none. */
    @Nullable StoredTemplate made(String id, Author author) {
        return author.made(document(id), TemplateStore::stored);
    }

    /** A new one; null when there is one of that id. */
    @Nullable StoredTemplate add(Template template, Author author) {
        Document there = document(template.id());
        if (shipped.containsKey(template.id())
                || (there != null && !there.getBoolean(DELETED, false))) {
            return null;
        }
        long version = there == null ? 1 : Docs.number(there, "version") + 1;
        StoredTemplate made =
                new StoredTemplate(template, version, author.clock().millis(), author.name());
        Change change = change(made, "created", author);
        Document members = members(made, false).append(Once.MADE_BY, author.mark());
        boolean written =
                there == null ? insert(made, members, change) : write(made, members, change);
        return written ? made : null;
    }

    /** Puts another one in the place of the one that was read; null when it had changed. */
    @Nullable StoredTemplate replace(StoredTemplate read, Template by, Author author) {
        StoredTemplate after =
                new StoredTemplate(by, read.version() + 1, author.clock().millis(), author.name());
        return write(after, members(after, false), change(after, "changed", author)) ? after : null;
    }

    /** Whether it was deleted; false when it had changed. */
    boolean delete(StoredTemplate read, Author author) {
        StoredTemplate after =
                new StoredTemplate(
                        read.template(),
                        read.version() + 1,
                        author.clock().millis(),
                        author.name());
        return write(after, members(after, true), change(after, "deleted", author));
    }

    private boolean insert(StoredTemplate made, Document members, Change change) {
        return writes.insertOnce(members.append("_id", made.template().id()), change);
    }

    private boolean write(StoredTemplate after, Document members, Change change) {
        List<Bson> updates = new ArrayList<>();
        members.forEach((name, value) -> updates.add(Updates.set(name, value)));
        return writes.update(
                after.template().id(),
                Filters.eq("version", after.version() - 1),
                Updates.combine(updates),
                change);
    }

    private static Change change(StoredTemplate after, String action, Author author) {
        String id = after.template().id();
        return author.change(
                Kind.INCIDENT_TEMPLATE,
                id,
                action,
                after.version(),
                List.of(FieldChange.of("name", null, after.template().name())),
                null);
    }

    private static Document members(StoredTemplate template, boolean deleted) {
        return new Document("json", template.template().toJson().toString())
                .append("version", template.version())
                .append(DELETED, deleted)
                .append("updated_at", template.updatedAtMs())
                .append("updated_by", template.updatedBy());
    }

    private @Nullable Document document(String id) {
        return templates.find(Filters.eq("_id", id)).first();
    }

    private static StoredTemplate stored(Document document) {
        try {
            byte[] json = document.getString("json").getBytes(StandardCharsets.UTF_8);
            return new StoredTemplate(
                    TemplateReader.read((ObjectNode) Json.parse(json), document.getString("_id")),
                    Docs.number(document, "version"),
                    Docs.optionalNumber(document, "updated_at"),
                    document.getString("updated_by"));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a stored template to be JSON", e);
        }
    }
}
