package dev.tocsin.desk.alert.comment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.store.Docs;
import dev.tocsin.json.Json;
import org.bson.Document;

/**
 * A comment on an alert. Comments are only ever added.
 *
 * @param id sorts by time
 * @param alert id of the alert
 * @param text what it says (Markdown)
 * @param author who wrote it
 * @param createdAtMs when
 */
public record Comment(String id, String alert, String text, String author, long createdAtMs) {

    ObjectNode toJson() {
        return Json.object()
                .put("id", id)
                .put("text", text)
                .put("author", author)
                .put("created_at", Texts.time(createdAtMs));
    }

    Document toDocument() {
        return new Document("_id", id)
                .append("subject", alert)
                .append("text", text)
                .append("author", author)
                .append("created_at", createdAtMs);
    }

    static Comment from(Document document) {
        return new Comment(
                document.getString("_id"),
                document.getString("subject"),
                document.getString("text"),
                document.getString("author"),
                Docs.number(document, "created_at"));
    }
}
