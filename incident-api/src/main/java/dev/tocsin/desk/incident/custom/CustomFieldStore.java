package dev.tocsin.desk.incident.custom;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.Change;
import dev.tocsin.desk.change.FieldChange;
import dev.tocsin.desk.change.Kind;
import dev.tocsin.desk.change.Once;
import dev.tocsin.desk.change.Outbox;
import dev.tocsin.desk.change.OutboxSignals;
import dev.tocsin.desk.change.OutboxWrites;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.desk.store.Docs;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The definitions of custom fields. A deleted one stays, marked, so that its version never goes
 * back; the values of incidents are never touched from here.
 */
public final class CustomFieldStore {
    /** The most that are not deleted. */
    static final int MAX_FIELDS = 100;

    private static final String DELETED = "deleted";

    private final MongoCollection<Document> definitions;
    private final MongoCollection<Document> incidents;
    private final OutboxWrites writes;

    public CustomFieldStore(DeskStore store, OutboxSignals outbox) {
        this.definitions = store.customFields();
        this.incidents = store.incidents();
        this.writes = new OutboxWrites(definitions, outbox);
    }

    /** The fields that are defined now. */
    public CustomFields fields() {
        return new CustomFields(all().stream().map(StoredField::field).toList());
    }

    /** All that are not deleted, by name. */
    List<StoredField> all() {
        List<StoredField> all = new ArrayList<>();
        for (Document document :
                definitions
                        .find(Filters.eq(DELETED, false))
                        .projection(Projections.exclude(Outbox.FIELD))
                        .sort(Sorts.ascending("_id"))) {
            all.add(StoredField.from(document));
        }
        return all;
    }

    /** One, or null. */
    @Nullable StoredField find(String name) {
        Document found = document(name);
        return found == null || found.getBoolean(DELETED, false) ? null : StoredField.from(found);
    }

    /** What a request made before it broke off; null when it made none. */
    @Nullable StoredField made(String name, Author author) {
        return author.made(document(name), StoredField::from);
    }

    /** A new one; null when there is one of that name. */
    @Nullable StoredField add(CustomField field, Author author) {
        Document there = document(field.name());
        if (there != null && !there.getBoolean(DELETED, false)) {
            return null;
        }
        long before = there == null ? 0 : Docs.number(there, "version");
        StoredField made =
                new StoredField(field, before + 1, author.clock().millis(), author.name());
        FieldChange type = FieldChange.of("type", null, Texts.name(field.type()));
        Change change = change(made, "created", List.of(type), author);
        Document members =
                made.toDocument().append(DELETED, false).append(Once.MADE_BY, author.mark());
        boolean written =
                there == null
                        ? writes.insertOnce(
                                members.append("_id", StoredField.id(field.name())), change)
                        : write(made, members, change);
        return written ? made : null;
    }

    /** Puts another one in the place of the one that was read; null when it had changed. */
    @Nullable StoredField replace(StoredField read, CustomField by, Author author) {
        StoredField after =
                new StoredField(by, read.version() + 1, author.clock().millis(), author.name());
        Change change = change(after, "changed", read.field().changesTo(by), author);
        return write(after, after.toDocument(), change) ? after : null;
    }

    /** Whether it was deleted; false when it had changed. */
    boolean delete(StoredField read, Author author) {
        StoredField after =
                new StoredField(
                        read.field(), read.version() + 1, author.clock().millis(), author.name());
        Change change = change(after, "deleted", List.of(), author);
        return write(after, after.toDocument().append(DELETED, true), change);
    }

    /** How many incidents have a value of a field. */
    long inUse(String name) {
        return incidents.countDocuments(Filters.ne(CustomFields.MEMBER + "." + name, null));
    }

    private boolean write(StoredField after, Document members, Change change) {
        List<Bson> updates = new ArrayList<>();
        members.forEach((name, value) -> updates.add(Updates.set(name, value)));
        return writes.update(
                StoredField.id(after.field().name()),
                Filters.eq("version", after.version() - 1),
                Updates.combine(updates),
                change);
    }

    private static Change change(
            StoredField after, String action, List<FieldChange> fields, Author author) {
        String id = StoredField.id(after.field().name());
        return author.change(Kind.CUSTOM_FIELD, id, action, after.version(), fields, null);
    }

    private @Nullable Document document(String name) {
        return definitions.find(Filters.eq("_id", StoredField.id(name))).first();
    }
}
