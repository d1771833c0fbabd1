package dev.tocsin.desk.incident;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.model.Updates;
import dev.tocsin.alert.Level;
import dev.tocsin.desk.change.FieldChange;
import dev.tocsin.desk.http.Cursor;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.store.Docs;
import dev.tocsin.json.Json;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * An incident.
 *
 * @param id its number, {@code INC-<year>-<six digits>}
 * @param version grows with each change
 * @param content what people write
 * @param alerts ids of the alerts that belong to it
 * @param createdAtMs when it was opened
 * @param createdBy who opened it
 * @param updatedAtMs when it or its notes last changed
 * @param updatedBy who changed it last
 */
public record Incident(
        String id,
        long version,
        Content content,
        List<String> alerts,
        long createdAtMs,
        String createdBy,
        long updatedAtMs,
        String updatedBy) {
    /** The most alerts of one incident. */
    public static final int MAX_ALERTS = 200;

    public Incident {
        alerts = List.copyOf(alerts);
    }

    /**
     * What people write.
     *
     * @param title one line
     * @param summary what happened
     * @param severity how bad it is
     * @param status where it stands
     * @param assignees who works it
     * @param tags words to find it by
     * @param restricted who may see it; null for everyone
     */
    public record Content(
            String title,
            @Nullable String summary,
            Level severity,
            IncidentStatus status,
            List<String> assignees,
            List<String> tags,
            @Nullable Restriction restricted) {
        public Content {
            assignees = List.copyOf(assignees);
            tags = List.copyOf(tags);
        }

        /** What has to change to make {@code other} of this. */
        public List<FieldChange> changesTo(Content other) {
            return Stream.of(
                            FieldChange.of("title", title, other.title),
                            FieldChange.of("summary", summary, other.summary),
                            FieldChange.of("severity", severity.text(), other.severity.text()),
                            FieldChange.of("status", Texts.name(status), Texts.name(other.status)),
                            FieldChange.of("assignees", assignees, other.assignees),
                            FieldChange.of("tags", tags, other.tags),
                            FieldChange.of(
                                    Restriction.FIELD, told(restricted), told(other.restricted)))
                    .filter(FieldChange::isReal)
                    .toList();
        }

        private static List<String> told(@Nullable Restriction restricted) {
            return restricted == null ? List.of() : restricted.told();
        }

        Bson toUpdate() {
            return Updates.combine(
                    Updates.set("title", title),
                    Updates.set("summary", summary),
                    Updates.set("severity", severity.text()),
                    Updates.set("status", Texts.name(status)),
                    Updates.set("assignees", assignees),
                    Updates.set("tags", tags),
                    Updates.set(Restriction.FIELD, Restriction.document(restricted)));
        }
    }

    /** The place of this incident in a list. */
    public Cursor cursor() {
        return new Cursor(createdAtMs, id);
    }

    /** The document. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("id", id);
        json.put("number", id);
        json.put("version", version);
        json.put("title", content.title());
        json.put("summary", content.summary());
        json.put("severity", content.severity().text());
        json.put("status", Texts.name(content.status()));
        json.set("assignees", Json.MAPPER.valueToTree(content.assignees()));
        json.set("tags", Json.MAPPER.valueToTree(content.tags()));
        Restriction restricted = content.restricted();
        json.set(Restriction.FIELD, restricted == null ? null : restricted.toJson());
        json.set("alerts", Json.MAPPER.valueToTree(alerts));
        json.put("created_at", Texts.time(createdAtMs));
        json.put("created_by", createdBy);
        json.put("updated_at", Texts.time(updatedAtMs));
        json.put("updated_by", updatedBy);
        return json;
    }

    Document toDocument() {
        return new Document("_id", id)
                .append("version", version)
                .append("title", content.title())
                .append("summary", content.summary())
                .append("severity", content.severity().text())
                .append("status", Texts.name(content.status()))
                .append("assignees", content.assignees())
                .append("tags", content.tags())
                .append(Restriction.FIELD, Restriction.document(content.restricted()))
                .append("alerts", alerts)
                .append("created_at", createdAtMs)
                .append("created_by", createdBy)
                .append("updated_at", updatedAtMs)
                .append("updated_by", updatedBy);
    }

    static Incident from(Document document) {
        return new Incident(
                document.getString("_id"),
                Docs.number(document, "version"),
                new Content(
                        document.getString("title"),
                        document.getString("summary"),
                        Level.of(document.getString("severity")),
                        Objects.requireNonNull(
                                Texts.constant(IncidentStatus.class, document.getString("status"))),
                        document.getList("assignees", String.class, List.of()),
                        document.getList("tags", String.class, List.of()),
                        Restriction.of(document)),
                document.getList("alerts", String.class, List.of()),
                Docs.number(document, "created_at"),
                document.getString("created_by"),
                Docs.number(document, "updated_at"),
                document.getString("updated_by"));
    }
}
