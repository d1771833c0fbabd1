package dev.tocsin.desk.change;

import com.mongodb.client.MongoCollection;
import java.util.List;
import org.bson.Document;

/**
 * A document that has something in its outbox.
 *
 * @param collection where it is
 * @param id its id
 */
public record Pending(MongoCollection<Document> collection, String id) {

    /** The changes in the outbox of a document, oldest first. */
    static List<Document> changes(Document document) {
        return document.getList(Outbox.FIELD, Document.class, List.of());
    }
}
