package dev.tocsin.desk.incident.link;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.store.Docs;
import dev.tocsin.json.Json;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A link, as it is kept: from the incident that has the relation to the other.
 *
 * @param from an incident
 * @param relation a kept one
 * @param to another incident
 * @param comment why; null when nobody said
 * @param version 1, and one more each time that it is removed or made again
 * @param createdAtMs when it was made
 * @param createdBy who made it
 */
record Link(
        String from,
        Relation relation,
        String to,
        @Nullable String comment,
        long version,
        long createdAtMs,
        String createdBy) {

    /** Its id: the same for the same link, and for two of which there can be one only. */
    String id() {
        String name = Texts.name(relation) + "." + from;
        return relation.isSingle() ? name : name + "." + to;
    }

    /** The incident at the other end. */
    String other(String incident) {
        return incident.equals(from) ? to : from;
    }

    /** What an incident is to the other. */
    Relation seenFrom(String incident) {
        return incident.equals(from) ? relation : relation.inverse();
    }

    /** As the history of an incident tells it. */
    String told(String incident) {
        return Texts.name(seenFrom(incident)) + " " + other(incident);
    }

    ObjectNode toJson(String incident) {
        return Json.object()
                .put("id", id())
                .put("version", version)
                .put("relation", Texts.name(seenFrom(incident)))
                .put("incident", other(incident))
                .put("comment", comment)
                .put("created_at", Texts.time(createdAtMs))
                .put("created_by", createdBy);
    }

    Link again(long newVersion) {
        return new Link(from, relation, to, comment, newVersion, createdAtMs, createdBy);
    }

    Document toDocument() {
        return new Document("from", from)
                .append("relation", Texts.name(relation))
                .append("to", to)
                .append("subjects", List.of(from, to))
                .append("comment", comment)
                .append("version", version)
                .append("created_at", createdAtMs)
                .append("created_by", createdBy);
    }

    static Link from(Document document) {
        return new Link(
                document.getString("from"),
                Objects.requireNonNull(
                        Texts.constant(Relation.class, document.getString("relation"))),
                document.getString("to"),
                document.getString("comment"),
                Docs.number(document, "version"),
                Docs.number(document, "created_at"),
                document.getString("created_by"));
    }
}
