package dev.tocsin.desk.backup;

import dev.tocsin.desk.store.Schema;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonParseException;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;

/**
 * A line of an export, in MongoDB's canonical extended JSON, which keeps the types of numbers and
 * times: first a head, then a line for each document, and at the end how many there were.
 */
sealed interface Line {
    /** The first line: what it is, and the version of the schema of what follows. */
    record Head(int schema) implements Line {}

    /** One document, of one collection. */
    record One(String collection, Document document) implements Line {}

    /** The last line: without it, the file was cut. */
    record End(long documents) implements Line {}

    /** What the member {@code tocsin} of the first line says. */
    String FORMAT = "desk-export";

    /** The first line. */
    static String head() {
        return json(new Document("tocsin", FORMAT).append("schema", Schema.VERSION));
    }

    /** A line with a document. */
    static String one(String collection, Document document) {
        return json(new Document("collection", collection).append("document", document));
    }

    /** The last line. */
    static String end(long documents) {
        return json(new Document("documents", documents));
    }

    /**
     * Reads a line.
     *
     * @return null when it is none of the three
     */
    static @Nullable Line read(String text) {
        Document line;
        try {
            line = Document.parse(text);
        } catch (JsonParseException | IllegalArgumentException | ClassCastException _) {
            return null;
        }
        if (FORMAT.equals(line.get("tocsin")) && line.get("schema") instanceof Integer schema) {
            return new Head(schema);
        }
        if (line.get("collection") instanceof String collection
                && line.get("document") instanceof Document document
                && document.get("_id") != null) {
            return new One(collection, document);
        }
        return line.get("documents") instanceof Number documents && line.size() == 1
                ? new End(documents.longValue())
                : null;
    }

    private static String json(Document line) {
        return line.toJson(JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build())
                + '\n';
    }
}
