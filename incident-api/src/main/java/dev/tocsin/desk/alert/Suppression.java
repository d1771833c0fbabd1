package dev.tocsin.desk.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.store.Docs;
import dev.tocsin.json.Json;
import org.bson.Document;

/**
 * Hides new alerts that match a filter, until a time.
 *
 * @param id its id
 * @param version 1, and one more with each change
 * @param q the filter
 * @param reason why
 * @param expiresAtMs from when on it hides nothing, milliseconds since the epoch
 * @param createdAtMs when it was made
 * @param createdBy who made it
 * @param updatedAtMs when it last changed
 * @param updatedBy who changed it last
 */
record Suppression(
        String id,
        long version,
        String q,
        String reason,
        long expiresAtMs,
        long createdAtMs,
        String createdBy,
        long updatedAtMs,
        String updatedBy) {

    ObjectNode toJson(long nowMs) {
        return Json.object()
                .put("id", id)
                .put("version", version)
                .put("q", q)
                .put("reason", reason)
                .put("expires_at", Texts.time(expiresAtMs))
                .put("in_force", nowMs < expiresAtMs)
                .put("created_at", Texts.time(createdAtMs))
                .put("created_by", createdBy)
                .put("updated_at", Texts.time(updatedAtMs))
                .put("updated_by", updatedBy);
    }

    Document toDocument() {
        return new Document("_id", id)
                .append("version", version)
                .append("q", q)
                .append("reason", reason)
                .append("expires_at", expiresAtMs)
                .append("deleted", false)
                .append("created_at", createdAtMs)
                .append("created_by", createdBy)
                .append("updated_at", updatedAtMs)
                .append("updated_by", updatedBy);
    }

    static Suppression from(Document document) {
        return new Suppression(
                document.getString("_id"),
                Docs.number(document, "version"),
                document.getString("q"),
                document.getString("reason"),
                Docs.number(document, "expires_at"),
                Docs.number(document, "created_at"),
                document.getString("created_by"),
                Docs.number(document, "updated_at"),
                document.getString("updated_by"));
    }
}
