package dev.tocsin.desk.incident.part;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.change.FieldChange;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.store.Docs;
import dev.tocsin.json.Json;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A part of an incident.
 *
 * @param id sorts by the time of its entry
 * @param version 1, and one more with each change
 * @param values what it says, by the members of its kind
 * @param createdAtMs when it was entered
 * @param createdBy who entered it
 * @param updatedAtMs when it last changed
 * @param updatedBy who changed it last
 */
record Part(
        String id,
        long version,
        ObjectNode values,
        long createdAtMs,
        String createdBy,
        long updatedAtMs,
        String updatedBy) {

    /** One that is entered now. */
    static Part first(String id, ObjectNode values, long atMs, String by) {
        return new Part(id, 1, values, atMs, by, atMs, by);
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object().put("id", id).put("version", version);
        json.setAll(values);
        json.put("created_at", Texts.time(createdAtMs)).put("created_by", createdBy);
        return json.put("updated_at", Texts.time(updatedAtMs)).put("updated_by", updatedBy);
    }

    /** Its path below the incident, and what its members are told below in the history. */
    String path(PartKind kind) {
        return kind.path() + "/" + id;
    }

    /** What tells {@code from} and {@code to} apart; members are told below {@code path}. */
    static List<FieldChange> changes(PartKind kind, String path, ObjectNode from, ObjectNode to) {
        return kind.fields().stream()
                .map(PartField::name)
                .map(name -> FieldChange.of(path + "/" + name, told(from, name), told(to, name)))
                .filter(FieldChange::isReal)
                .toList();
    }

    private static @Nullable String told(ObjectNode values, String name) {
        return values.hasNonNull(name) ? values.path(name).asText() : null;
    }

    Document toDocument() {
        return new Document("_id", id)
                .append("version", version)
                .append("values", Document.parse(values.toString()))
                .append("deleted", false)
                .append("created_at", createdAtMs)
                .append("created_by", createdBy)
                .append("updated_at", updatedAtMs)
                .append("updated_by", updatedBy);
    }

    static Part from(PartKind kind, Document document) {
        Document kept = Objects.requireNonNull(document.get("values", Document.class));
        ObjectNode values = Json.object();
        for (PartField field : kind.fields()) {
            values.set(field.name(), Json.MAPPER.valueToTree(kept.get(field.name())));
        }
        return new Part(
                document.getString("_id"),
                Docs.number(document, "version"),
                values,
                Docs.number(document, "created_at"),
                document.getString("created_by"),
                Docs.number(document, "updated_at"),
                document.getString("updated_by"));
    }
}
