package dev.tocsin.desk.change;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.bson.Document;

/** Reads changes back from the store. */
final class ChangeJson {
    private ChangeJson() {}

    /** The change of an entry of an outbox or of the history. */
    static JsonNode parse(Document entry) {
        try {
            return Json.parse(entry.getString("json").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a stored change to be JSON", e);
        }
    }
}
