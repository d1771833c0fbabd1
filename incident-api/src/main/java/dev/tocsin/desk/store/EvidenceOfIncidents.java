package dev.tocsin.desk.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import java.util.List;
import org.bson.Document;

/**
 * Takes the evidence out of incidents: up to version 2 it could stand in them as an array, which
 * nothing reads any more. Each piece becomes a document of its own, whose copy is then looked for
 * as if its alert had just come. Ids are those that the alert's evidence has, so that a piece is
 * there once, however often this is done.
 */
final class EvidenceOfIncidents {
    private static final String FIELD = "evidence";

    private EvidenceOfIncidents() {}

    static void takeOut(DeskStore store, long nowMs) {
        for (Document incident :
                store.incidents()
                        .find(Filters.exists(FIELD))
                        .projection(Projections.include(FIELD, "created_at", "updated_by"))) {
            List<Document> pieces = incident.getList(FIELD, Document.class, List.of());
            Insertion.ifAbsent(
                    store.evidence(),
                    pieces.stream().map(piece -> document(incident, piece, nowMs)).toList());
            store.incidents()
                    .updateOne(Filters.eq("_id", incident.get("_id")), Updates.unset(FIELD));
        }
    }

    private static Document document(Document incident, Document piece, long nowMs) {
        String subject = incident.getString("_id");
        String alert = piece.getString("alert");
        String event = piece.getString("id");
        String id = Ids.of(Docs.number(incident, "created_at"), 0, subject, alert, event);
        return new Document("_id", id)
                .append("subject", subject)
                .append("version", 1L)
                .append("deleted", false)
                .append("attached", true)
                .append("alert", alert)
                .append("event", event)
                .append("at", Docs.number(piece, "at"))
                .append("topic", piece.getString("topic"))
                .append("partition", (int) Docs.number(piece, "partition"))
                .append("offset", Docs.number(piece, "offset"))
                .append("comment", null)
                .append("added_at", nowMs)
                .append("added_by", incident.getString("updated_by"))
                .append("state", "pending")
                .append("sha256", null)
                .append("size", null)
                .append("copied_at", null)
                .append("try_at", nowMs);
    }
}
