package dev.tocsin.desk.note;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.store.Docs;
import dev.tocsin.json.Json;
import org.bson.Document;

/**
 * What a note said in one of its versions.
 *
 * @param version which
 * @param text what it said
 * @param author who wrote it
 * @param atMs when
 */
record NoteRevision(long version, String text, String author, long atMs) {

    ObjectNode toJson() {
        return Json.object()
                .put("version", version)
                .put("text", text)
                .put("author", author)
                .put("at", Texts.time(atMs));
    }

    Document toDocument() {
        return new Document("version", version)
                .append("text", text)
                .append("author", author)
                .append("at", atMs);
    }

    static NoteRevision from(Document document) {
        return new NoteRevision(
                Docs.number(document, "version"),
                document.getString("text"),
                document.getString("author"),
                Docs.number(document, "at"));
    }
}
