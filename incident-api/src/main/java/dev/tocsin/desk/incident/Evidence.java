package dev.tocsin.desk.incident;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.Alert;
import dev.tocsin.alert.AlertJson;
import dev.tocsin.desk.alert.StoredAlert;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.store.Docs;
import dev.tocsin.event.EventRef;
import dev.tocsin.json.Json;
import java.util.List;
import java.util.Objects;
import org.bson.Document;

/**
 * A piece of evidence that an incident keeps, whatever becomes of the alert.
 *
 * @param alert id of the alert that brought it
 * @param event where the event lies
 */
public record Evidence(String alert, EventRef event) {

    /** The evidence of an alert: at most 100 pieces, as the topology emits them. */
    static List<Evidence> of(StoredAlert stored) {
        Alert alert = AlertJson.read(stored.toJson());
        return alert.evidence().stream().map(ref -> new Evidence(stored.id(), ref)).toList();
    }

    ObjectNode toJson() {
        return Json.object()
                .put("alert", alert)
                .put("id", event.id())
                .put("timestamp", Texts.time(event.timeMs()))
                .put("topic", event.topic())
                .put("partition", event.partition())
                .put("offset", event.offset());
    }

    Document toDocument() {
        return new Document("alert", alert)
                .append("id", event.id())
                .append("at", event.timeMs())
                .append("topic", event.topic())
                .append("partition", event.partition())
                .append("offset", event.offset());
    }

    static Evidence from(Document document) {
        return new Evidence(
                Objects.requireNonNull(document.getString("alert")),
                new EventRef(
                        document.getString("id"),
                        Docs.number(document, "at"),
                        document.getString("topic"),
                        (int) Docs.number(document, "partition"),
                        Docs.number(document, "offset")));
    }
}
