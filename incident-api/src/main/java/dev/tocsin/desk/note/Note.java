package dev.tocsin.desk.note;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.store.Docs;
import dev.tocsin.json.Json;
import org.bson.Document;

/**
 * A note of an incident, or a comment on an alert. It may be edited; what it said before stays as a
 * revision.
 *
 * @param id sorts by time
 * @param subject id of the incident or alert
 * @param version 1, and one more with each edit
 * @param text what it says (Markdown; only the console renders it)
 * @param author who wrote it
 * @param createdAtMs when
 * @param updatedBy who wrote the present text
 * @param updatedAtMs when
 */
public record Note(
        String id,
        String subject,
        long version,
        String text,
        String author,
        long createdAtMs,
        String updatedBy,
        long updatedAtMs) {

    static Note first(String id, String subject, String text, String author, long atMs) {
        return new Note(id, subject, 1, text, author, atMs, author, atMs);
    }

    /** What a caller sees. */
    public ObjectNode toJson() {
        return Json.object()
                .put("id", id)
                .put("version", version)
                .put("text", text)
                .put("author", author)
                .put("created_at", Texts.time(createdAtMs))
                .put("updated_by", updatedBy)
                .put("updated_at", Texts.time(updatedAtMs));
    }

    /** What it says now, as a revision. */
    NoteRevision revision() {
        return new NoteRevision(version, text, updatedBy, updatedAtMs);
    }

    Document toDocument() {
        return new Document("_id", id)
                .append("subject", subject)
                .append("version", version)
                .append("text", text)
                .append("author", author)
                .append("created_at", createdAtMs)
                .append("updated_by", updatedBy)
                .append("updated_at", updatedAtMs);
    }

    /** One that was written before notes could be edited has no version yet. */
    static Note from(Document document) {
        Long version = Docs.optionalNumber(document, "version");
        String author = document.getString("author");
        long createdAtMs = Docs.number(document, "created_at");
        Long updatedAtMs = Docs.optionalNumber(document, "updated_at");
        return new Note(
                document.getString("_id"),
                document.getString("subject"),
                version == null ? 1 : version,
                document.getString("text"),
                author,
                createdAtMs,
                document.get("updated_by", author),
                updatedAtMs == null ? createdAtMs : updatedAtMs);
    }
}
