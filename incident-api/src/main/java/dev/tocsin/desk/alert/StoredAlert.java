package dev.tocsin.desk.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Cursor;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.store.Docs;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * An alert with its triage.
 *
 * @param id the alert's id
 * @param body the newest revision's document, as the topology wrote it
 * @param revision the newest revision
 * @param edits how often people changed the triage
 * @param atMs time of the latest evidence
 * @param updatedAtMs when the revision came or the triage changed
 * @param triage what people made of it
 * @param fold how it stands to others of its fingerprint
 * @param steps when it came and how far people got with it
 */
public record StoredAlert(
        String id,
        String body,
        long revision,
        long edits,
        long atMs,
        long updatedAtMs,
        Triage triage,
        Fold fold,
        Steps steps) {

    /** Grows with each revision and with each change of the triage. */
    public long version() {
        return revision + edits;
    }

    /** The place of this alert in a list. */
    public Cursor cursor() {
        return new Cursor(atMs, id);
    }

    /** The alert that stands for this one; null when it stands for itself. */
    public @Nullable String mergedInto() {
        return triage.marks().mergedInto();
    }

    /** The alerts that this one stands for. */
    public List<String> merged() {
        return triage.marks().merged();
    }

    /**
     * Requires that this alert stands for itself: what is merged is led by another one, and its own
     * triage waits.
     *
     * @throws ProblemException 409
     */
    public StoredAlert requireLeading() {
        String refusal = refusal();
        if (refusal != null) {
            throw ProblemException.conflict(refusal);
        }
        return this;
    }

    /** Why the triage of this alert cannot be changed; null when it can. */
    @Nullable String refusal() {
        String into = mergedInto();
        return into == null
                ? null
                : "Expected an alert that stands for itself, but "
                        + id
                        + " is merged into "
                        + into
                        + ", which leads. Change that one, or unmerge this one first";
    }

    /** This alert as one that belongs to no incident. */
    public StoredAlert unlinked() {
        Triage alone = triage.withIncident(null);
        return new StoredAlert(id, body, revision, edits, atMs, updatedAtMs, alone, fold, steps);
    }

    /** This triage with the revision's body, if that is newer. */
    public StoredAlert with(AlertRevision other) {
        if (other.alert().revision() <= revision) {
            return this;
        }
        return new StoredAlert(
                id,
                other.body(),
                other.alert().revision(),
                edits,
                other.alert().lastMs(),
                Math.max(updatedAtMs, other.receivedAtMs()),
                triage,
                fold,
                steps);
    }

    /**
     * The alert document with {@code id}, {@code triage}, {@code fold}, {@code version}, {@code
     * updated_at}.
     */
    public ObjectNode toJson() {
        try {
            ObjectNode json = (ObjectNode) Json.parse(body.getBytes(StandardCharsets.UTF_8));
            json.put("id", id);
            json.set("triage", triage.toJson());
            json.set(Fold.FIELD, fold.toJson());
            json.put("version", version());
            json.put("updated_at", Texts.time(updatedAtMs));
            return json;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected the stored alert " + id + " to be JSON", e);
        }
    }

    static StoredAlert from(Document document) {
        return new StoredAlert(
                document.getString("_id"),
                document.getString("body"),
                Docs.number(document, "revision"),
                Docs.number(document, "edits"),
                Docs.number(document, "at"),
                Docs.number(document, "updated_at"),
                Triage.from(document.get("triage", Document.class)),
                Fold.from(document.get(Fold.FIELD, Document.class)),
                Steps.from(document));
    }
}
