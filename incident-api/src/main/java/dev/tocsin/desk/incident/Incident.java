package dev.tocsin.desk.incident;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.change.Change;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.store.Docs;
import dev.tocsin.json.Json;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;

/**
 * An incident.
 *
 * @param id its number, {@code INC-<year>-<six digits>}
 * @param version grows with each change
 * @param content what people write
 * @param alerts ids of the alerts that belong to it
 * @param templates ids of the templates that were applied to it
 * @param createdAtMs when it was opened
 * @param createdBy who opened it
 * @param updatedAtMs when it or its notes last changed
 * @param updatedBy who changed it last
 */
public record Incident(
        String id,
        long version,
        IncidentContent content,
        List<String> alerts,
        List<String> templates,
        long createdAtMs,
        String createdBy,
        long updatedAtMs,
        String updatedBy) {
    /** The most alerts of one incident. */
    public static final int MAX_ALERTS = 200;

    public Incident {
        alerts = List.copyOf(alerts);
        templates = List.copyOf(templates);
    }

    /** The document. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("id", id);
        json.put("number", id);
        json.put("version", version);
        json.setAll(content.toJson());
        json.set("alerts", Json.MAPPER.valueToTree(alerts));
        json.set("templates", Json.MAPPER.valueToTree(templates));
        json.put("created_at", Texts.time(createdAtMs));
        json.put("created_by", createdBy);
        json.put("updated_at", Texts.time(updatedAtMs));
        json.put("updated_by", updatedBy);
        return json;
    }

    Document toDocument() {
        Document document = new Document("_id", id).append("version", version);
        document.putAll(content.toDocument());
        return document.append("alerts", alerts)
                .append("templates", templates)
                .append("created_at", createdAtMs)
                .append("created_by", createdBy)
                .append("updated_at", updatedAtMs)
                .append("updated_by", updatedBy);
    }

    /** This incident after a change of what people write or of its alerts. */
    Incident after(Change change, IncidentContent newContent, List<String> newAlerts) {
        return new Incident(
                id,
                change.version(),
                newContent,
                newAlerts,
                templates,
                createdAtMs,
                createdBy,
                Math.max(updatedAtMs, change.atMs()),
                change.by());
    }

    /** This incident after a change that applied a template. */
    Incident after(Change change, IncidentContent newContent, String template) {
        Incident after = after(change, newContent, alerts);
        return new Incident(
                id,
                after.version,
                newContent,
                alerts,
                with(templates, template),
                createdAtMs,
                createdBy,
                after.updatedAtMs,
                after.updatedBy);
    }

    private static List<String> with(List<String> some, String more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }

    /** Reads {@link #toDocument}. */
    public static Incident from(Document document) {
        return new Incident(
                document.getString("_id"),
                Docs.number(document, "version"),
                IncidentContent.from(document),
                document.getList("alerts", String.class, List.of()),
                document.getList("templates", String.class, List.of()),
                Docs.number(document, "created_at"),
                document.getString("created_by"),
                Docs.number(document, "updated_at"),
                document.getString("updated_by"));
    }
}
