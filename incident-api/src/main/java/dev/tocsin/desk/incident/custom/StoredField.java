package dev.tocsin.desk.incident.custom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.store.Docs;
import java.util.List;
import java.util.Objects;
import org.bson.Document;

/**
 * A custom field as it is kept.
 *
 * @param field what it says
 * @param version 1, and one more with each change
 * @param updatedAtMs when it last changed
 * @param updatedBy who changed it last
 */
record StoredField(CustomField field, long version, long updatedAtMs, String updatedBy) {
    private static final String ID = "custom:";

    /** The id of a field, and its subject in the history: that of nothing else. */
    static String id(String name) {
        return ID + name;
    }

    ObjectNode toJson() {
        return field.toJson()
                .put("version", version)
                .put("updated_at", Texts.time(updatedAtMs))
                .put("updated_by", updatedBy);
    }

    /** All members but the id. */
    Document toDocument() {
        return new Document("name", field.name())
                .append("type", Texts.name(field.type()))
                .append("label", field.label())
                .append("description", field.description())
                .append("choices", field.choices())
                .append("required", field.required())
                .append("retired", field.retired())
                .append("version", version)
                .append("updated_at", updatedAtMs)
                .append("updated_by", updatedBy);
    }

    static StoredField from(Document document) {
        return new StoredField(
                new CustomField(
                        document.getString("name"),
                        Objects.requireNonNull(
                                Texts.constant(CustomType.class, document.getString("type"))),
                        document.getString("label"),
                        document.getString("description"),
                        document.getList("choices", String.class, List.of()),
                        document.getBoolean("required", false),
                        document.getBoolean("retired", false)),
                Docs.number(document, "version"),
                Docs.number(document, "updated_at"),
                document.getString("updated_by"));
    }
}
