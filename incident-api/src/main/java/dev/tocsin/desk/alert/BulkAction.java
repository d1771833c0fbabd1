package dev.tocsin.desk.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.note.NoteWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is to be done with each alert of a selection. */
sealed interface BulkAction {
    /**
     * A change of the triage.
     *
     * @param edit what it makes of a triage; throws a problem when it cannot
     * @param comment why; null for no word
     */
    record Edit(UnaryOperator<Triage> edit, @Nullable String comment) implements BulkAction {}

    /** A comment on each. */
    record Comment(String text) implements BulkAction {}

    /** One incident of all of them. */
    record Escalate(ObjectNode incident) implements BulkAction {}

    /** All of them into an incident that is there. */
    record Attach(String incident) implements BulkAction {}

    /** All of them into another alert. */
    record Merge(String target, @Nullable String comment) implements BulkAction {}

    /** The names of actions. */
    enum Name {
        TRIAGE,
        ASSIGN,
        SUPPRESS,
        TAG,
        UNTAG,
        COMMENT,
        ESCALATE,
        ATTACH,
        MERGE;

        /** The name that a body has; that of the triage when it has none, or none that is known. */
        static Name of(ObjectNode body) {
            Name name = Texts.constant(Name.class, body.path("action").asText());
            return name == null ? TRIAGE : name;
        }

        /** The members that a body with this action may have. */
        Set<String> known() {
            Set<String> known = new LinkedHashSet<>(List.of("action"));
            known.addAll(BulkSelection.MEMBERS);
            known.addAll(members());
            return known;
        }

        private List<String> members() {
            return switch (this) {
                case TRIAGE -> List.of("patch");
                case ASSIGN -> List.of("assignee", "comment");
                case SUPPRESS -> List.of("comment");
                case TAG, UNTAG -> List.of("tags", "comment");
                case COMMENT -> List.of("text");
                case ESCALATE, ATTACH -> List.of("incident");
                case MERGE -> List.of("target", "comment");
            };
        }
    }

    /** Reads it; faults are told with those of the fields. */
    static BulkAction read(Name name, ObjectNode body, Fields fields) {
        fields.optionalEnum("action", Name.class);
        return switch (name) {
            case TRIAGE -> triage(fields);
            case ASSIGN -> assign(fields);
            case SUPPRESS ->
                    new Edit(
                            triage -> triage.withStatus(Status.SUPPRESSED),
                            fields.text("comment", AlertPatch.MAX_COMMENT));
            case TAG -> tags(fields, BulkAction::tagged);
            case UNTAG -> tags(fields, BulkAction::untagged);
            case COMMENT -> new Comment(fields.text("text", NoteWriter.MAX_TEXT));
            case ESCALATE -> new Escalate(incident(body, fields));
            case ATTACH -> new Attach(fields.text("incident", BulkSelection.MAX_ID));
            case MERGE -> new Merge(fields.text("target", BulkSelection.MAX_ID), comment(fields));
        };
    }

    private static BulkAction triage(Fields fields) {
        Fields patch = fields.optionalObject("patch", AlertPatch.MEMBERS);
        if (patch == null) {
            if (!fields.has("patch")) {
                fields.fault("patch", "Expected an object, but found none");
            } else {
                fields.notNull("patch");
            }
            return new Edit(triage -> triage, null);
        }
        AlertPatch read = AlertPatch.read(patch);
        return new Edit(read::applyTo, read.comment());
    }

    private static BulkAction assign(Fields fields) {
        if (!fields.has("assignee")) {
            fields.fault("assignee", "Expected a name, or null for nobody, but found none");
        }
        String assignee = fields.optionalText("assignee", AlertPatch.MAX_NAME);
        return new Edit(triage -> triage.withAssignee(assignee), comment(fields));
    }

    /** What tags become together with others. */
    @FunctionalInterface
    interface Tagging {
        List<String> of(List<String> before, List<String> given);
    }

    private static BulkAction tags(Fields fields, Tagging tagging) {
        List<String> tags = fields.optionalTexts("tags", Marks.MAX_TAGS, Marks.MAX_TAG);
        if (!fields.has("tags") || (tags != null && tags.isEmpty())) {
            fields.fault("tags", "Expected at least one tag, but found none");
        }
        fields.notNull("tags");
        List<String> given = tags == null ? List.of() : tags;
        return new Edit(
                triage -> {
                    Marks marks = triage.marks();
                    return triage.withMarks(marks.withTags(tagging.of(marks.tags(), given)));
                },
                comment(fields));
    }

    private static List<String> tagged(List<String> before, List<String> given) {
        List<String> all = Stream.concat(before.stream(), given.stream()).distinct().toList();
        if (all.size() > Marks.MAX_TAGS) {
            throw ProblemException.conflict(
                    "Expected at most "
                            + Marks.MAX_TAGS
                            + " tags of an alert, but there would be "
                            + all.size());
        }
        return all;
    }

    private static List<String> untagged(List<String> before, List<String> given) {
        List<String> left = new ArrayList<>(before);
        left.removeAll(given);
        return left;
    }

    private static ObjectNode incident(ObjectNode body, Fields fields) {
        if (body.path("incident") instanceof ObjectNode incident) {
            return incident;
        }
        fields.fault("incident", "Expected an object as of POST /api/v1/incidents, but found none");
        return body.objectNode();
    }

    private static @Nullable String comment(Fields fields) {
        return fields.optionalText("comment", AlertPatch.MAX_COMMENT);
    }
}
