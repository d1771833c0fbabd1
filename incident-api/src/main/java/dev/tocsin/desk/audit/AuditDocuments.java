package dev.tocsin.desk.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import dev.tocsin.desk.store.Docs;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Entries as documents of the store. */
final class AuditDocuments {
    private AuditDocuments() {}

    /**
     * Inserts entries in their order, up to the first one whose place is taken.
     *
     * @return how many stand
     */
    static int insert(MongoCollection<Document> audit, List<AuditEntry> entries) {
        try {
            audit.insertMany(entries.stream().map(AuditDocuments::document).toList());
            return entries.size();
        } catch (MongoBulkWriteException e) {
            List<BulkWriteError> errors = e.getWriteErrors();
            if (errors.isEmpty()
                    || ErrorCategory.fromErrorCode(errors.getFirst().getCode())
                            != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return errors.getFirst().getIndex();
        }
    }

    private static Document document(AuditEntry entry) {
        return new Document("_id", entry.sequence())
                .append("previous", entry.previous())
                .append("hash", entry.hash())
                .append("json", CanonicalJson.text(entry.entry()));
    }

    /** An entry, whatever was done to its document: the verifier says what is wrong with it. */
    static AuditEntry entry(Document document) {
        return new AuditEntry(
                Docs.number(document, "_id"),
                text(document, "previous"),
                text(document, "hash"),
                json(text(document, "json")));
    }

    /** The head of a chain that ends with a document. */
    static AuditHead head(Document document) {
        return new AuditHead(Docs.number(document, "_id"), text(document, "hash"));
    }

    /** How many characters an entry has, about. */
    static int size(Document document) {
        return text(document, "json").length();
    }

    private static JsonNode json(String text) {
        try {
            JsonNode json = Json.parse(text.getBytes(StandardCharsets.UTF_8));
            if (json.isObject()) {
                return json;
            }
        } catch (IOException _) {
            // Not what was written: shown as it is.
        }
        return Json.object().put("unreadable", text);
    }

    private static String text(Document document, String name) {
        @Nullable Object value = document.get(name);
        return value == null ? "" : value.toString();
    }
}
