package dev.tocsin.desk.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.change.FieldChange;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.json.Json;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What people made of an alert. It survives the alert's revisions.
 *
 * @param status where it stands
 * @param assignee who works it
 * @param verdict what it was found to be
 * @param incident the incident that it belongs to
 * @param marks what else was done to it
 */
public record Triage(
        Status status,
        @Nullable String assignee,
        @Nullable Verdict verdict,
        @Nullable String incident,
        Marks marks) {
    /** An alert that nobody has touched. */
    public static final Triage UNTOUCHED = new Triage(Status.NEW, null, null, null);

    /** A triage without marks. */
    public Triage(
            Status status,
            @Nullable String assignee,
            @Nullable Verdict verdict,
            @Nullable String incident) {
        this(status, assignee, verdict, incident, Marks.NONE);
    }

    /** This triage with another incident, or none. */
    public Triage withIncident(@Nullable String other) {
        return new Triage(status, assignee, verdict, other, marks);
    }

    /** This triage with another status. */
    public Triage withStatus(Status other) {
        return new Triage(other, assignee, verdict, incident, marks);
    }

    /** This triage with another assignee, or none. */
    Triage withAssignee(@Nullable String other) {
        return new Triage(status, other, verdict, incident, marks);
    }

    /** This triage with other marks. */
    Triage withMarks(Marks other) {
        return new Triage(status, assignee, verdict, incident, other);
    }

    /** What has to change to make {@code other} of this. */
    public List<FieldChange> changesTo(Triage other) {
        return Stream.concat(
                        Stream.of(
                                FieldChange.of(
                                        "status", Texts.name(status), Texts.name(other.status)),
                                FieldChange.of("assignee", assignee, other.assignee),
                                FieldChange.of("verdict", name(verdict), name(other.verdict)),
                                FieldChange.of("incident", incident, other.incident)),
                        marks.changesTo(other.marks))
                .filter(FieldChange::isReal)
                .toList();
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("status", Texts.name(status));
        json.put("assignee", assignee);
        json.put("verdict", name(verdict));
        json.put("incident", incident);
        marks.writeTo(json);
        return json;
    }

    Document toDocument() {
        return new Document("status", Texts.name(status))
                .append("assignee", assignee)
                .append("verdict", name(verdict))
                .append("incident", incident)
                .append("marks", marks.toDocument());
    }

    static Triage from(Document document) {
        String verdict = document.getString("verdict");
        return new Triage(
                Objects.requireNonNull(Texts.constant(Status.class, document.getString("status"))),
                document.getString("assignee"),
                verdict == null ? null : Texts.constant(Verdict.class, verdict),
                document.getString("incident"),
                Marks.from(document.get("marks", Document.class)));
    }

    private static @Nullable String name(@Nullable Verdict verdict) {
        return verdict == null ? null : Texts.name(verdict);
    }
}
