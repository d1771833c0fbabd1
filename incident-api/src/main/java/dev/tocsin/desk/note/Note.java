package dev.tocsin.desk.note;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.store.Docs;
import dev.tocsin.json.Json;
import org.bson.Document;

/**
 * A note of an incident, or a comment on an alert. Notes are only ever added.
 *
 * @param id sorts by time
 * @param subject id of the incident or alert
 * @param text what it says (Markdown)
 * @param author who wrote it
 * @param createdAtMs when
 */
public record Note(String id, String subject, String text, String author, long createdAtMs) {

    /** What a caller sees. */
    public ObjectNode toJson() {
        return Json.object()
                .put("id", id)
                .put("text", text)
                .put("author", author)
                .put("created_at", Texts.time(createdAtMs));
    }

    Document toDocument() {
        return new Document("_id", id)
                .append("subject", subject)
                .append("text", text)
                .append("author", author)
                .append("created_at", createdAtMs);
    }

    static Note from(Document document) {
        return new Note(
                document.getString("_id"),
                document.getString("subject"),
                document.getString("text"),
                document.getString("author"),
                Docs.number(document, "created_at"));
    }
}
