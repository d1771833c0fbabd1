package dev.tocsin.desk.incident.evidence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Cursor;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.store.Docs;
import dev.tocsin.event.EventRef;
import dev.tocsin.json.Json;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A piece of evidence of an incident: where an event lies, and a copy of its document.
 *
 * @param id its own id
 * @param version 1, and one more with each change
 * @param incident id of the incident
 * @param alert id of the alert that brought it; null when a person added it without one
 * @param event where the event lies
 * @param comment why it is evidence; null when nobody said
 * @param addedAtMs when it became evidence
 * @param addedBy who made it so
 * @param state what became of the copy
 * @param sha256 digest of the copy; null while there is none
 * @param size bytes of the copy; null while there is none
 * @param copiedAtMs when it was copied; null while there is none
 */
record Evidence(
        String id,
        long version,
        String incident,
        @Nullable String alert,
        EventRef event,
        @Nullable String comment,
        long addedAtMs,
        String addedBy,
        EvidenceState state,
        @Nullable String sha256,
        @Nullable Long size,
        @Nullable Long copiedAtMs) {

    /** One whose copy is still to be made. */
    static Evidence pending(
            String id,
            String incident,
            @Nullable String alert,
            EventRef event,
            @Nullable String comment,
            long atMs,
            String by) {
        return new Evidence(
                id,
                1,
                incident,
                alert,
                event,
                comment,
                atMs,
                by,
                EvidenceState.PENDING,
                null,
                null,
                null);
    }

    /** This one with its copy. */
    Evidence with(EventCopy copy, long atMs) {
        return new Evidence(
                id,
                version,
                incident,
                alert,
                event,
                comment,
                addedAtMs,
                addedBy,
                copy.state(),
                copy.sha256(),
                copy.size(),
                atMs);
    }

    Cursor cursor() {
        return new Cursor(addedAtMs, id);
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object().put("id", id).put("version", version);
        json.putObject("event")
                .put("id", event.id())
                .put("timestamp", Texts.time(event.timeMs()))
                .put("topic", event.topic())
                .put("partition", event.partition())
                .put("offset", event.offset());
        return json.put("alert", alert)
                .put("comment", comment)
                .put("state", Texts.name(state))
                .put("sha256", sha256)
                .put("size", size)
                .put("copied_at", copiedAtMs == null ? null : Texts.time(copiedAtMs))
                .put("added_at", Texts.time(addedAtMs))
                .put("added_by", addedBy);
    }

    Document toDocument() {
        return new Document("_id", id)
                .append("subject", incident)
                .append("version", version)
                .append("deleted", false)
                .append("alert", alert)
                .append("event", event.id())
                .append("at", event.timeMs())
                .append("topic", event.topic())
                .append("partition", event.partition())
                .append("offset", event.offset())
                .append("comment", comment)
                .append("added_at", addedAtMs)
                .append("added_by", addedBy)
                .append("state", Texts.name(state))
                .append("sha256", sha256)
                .append("size", size)
                .append("copied_at", copiedAtMs);
    }

    static Evidence from(Document document) {
        return new Evidence(
                document.getString("_id"),
                Docs.number(document, "version"),
                document.getString("subject"),
                document.getString("alert"),
                new EventRef(
                        document.getString("event"),
                        Docs.number(document, "at"),
                        document.getString("topic"),
                        (int) Docs.number(document, "partition"),
                        Docs.number(document, "offset")),
                document.getString("comment"),
                Docs.number(document, "added_at"),
                document.getString("added_by"),
                Objects.requireNonNull(
                        Texts.constant(EvidenceState.class, document.getString("state"))),
                document.getString("sha256"),
                Docs.optionalNumber(document, "size"),
                Docs.optionalNumber(document, "copied_at"));
    }
}
