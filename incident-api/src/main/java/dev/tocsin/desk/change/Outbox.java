package dev.tocsin.desk.change;

import com.mongodb.client.model.Updates;
import dev.tocsin.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The array of pending changes inside a document. A change is put there by the same atomic write
 * that makes it, and leaves it only after it is in the history and on the topic.
 */
public final class Outbox {
    /** The member of a document that holds its outbox. */
    public static final String FIELD = "outbox";

    private Outbox() {}

    /** The part of an update that puts changes into the outbox. */
    public static Bson push(Change... changes) {
        return Updates.pushEach(FIELD, of(changes));
    }

    /** The outbox of a new document. */
    public static List<Document> of(Change... changes) {
        return Stream.of(changes).map(Outbox::entry).toList();
    }

    private static Document entry(Change change) {
        return new Document("id", change.id())
                .append("at", change.atMs())
                .append("subject", change.subject())
                .append("json", new String(Json.bytes(change.toJson()), StandardCharsets.UTF_8));
    }
}
