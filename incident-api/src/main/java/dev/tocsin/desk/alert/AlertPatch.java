package dev.tocsin.desk.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.http.Texts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A merge patch of an alert's triage.
 *
 * @param fields the checked members
 * @param status the new status; null when it is not to change
 * @param assignee the new assignee; null with {@link Fields#has} removes it
 * @param verdict the new verdict; null with {@link Fields#has} removes it
 * @param tags the new tags; null when they are not to change, empty when they are removed
 * @param comment why
 */
record AlertPatch(
        Fields fields,
        @Nullable Status status,
        @Nullable String assignee,
        @Nullable Verdict verdict,
        @Nullable List<String> tags,
        @Nullable String comment) {
    static final Set<String> MEMBERS =
            new LinkedHashSet<>(List.of("status", "assignee", "verdict", "tags", "comment"));
    static final int MAX_NAME = 200;
    static final int MAX_COMMENT = 4_000;

    /** Reads a patch; throws a problem that names every fault. */
    static AlertPatch read(ObjectNode body) {
        Fields fields = new Fields(body, MEMBERS);
        AlertPatch patch = read(fields);
        fields.check();
        return patch;
    }

    /** Reads a patch; its faults are told with those of the fields. */
    static AlertPatch read(Fields fields) {
        List<String> tags = fields.optionalTexts("tags", Marks.MAX_TAGS, Marks.MAX_TAG);
        AlertPatch patch =
                new AlertPatch(
                        fields,
                        fields.optionalEnum("status", Status.class),
                        fields.optionalText("assignee", MAX_NAME),
                        fields.optionalEnum("verdict", Verdict.class),
                        tags == null && fields.has("tags") ? List.of() : tags,
                        fields.optionalText("comment", MAX_COMMENT));
        fields.notNull("status");
        if (patch.status == Status.NEW && patch.verdict != null) {
            fields.fault(
                    "verdict",
                    "Expected no verdict for an alert that is to be new, but found "
                            + Texts.name(patch.verdict));
        }
        return patch;
    }

    /**
     * The triage after this patch. An alert that is made new again loses its verdict, and one that
     * is new and gets a verdict is in progress: whoever has an opinion has begun to work it.
     */
    Triage applyTo(Triage triage) {
        Status next = status == null ? triage.status() : status;
        Verdict found = fields.has("verdict") ? verdict : triage.verdict();
        if (status == Status.NEW) {
            found = null;
        } else if (next == Status.NEW && verdict != null) {
            next = Status.IN_PROGRESS;
        }
        return new Triage(
                next,
                fields.has("assignee") ? assignee : triage.assignee(),
                found,
                triage.incident(),
                tags == null ? triage.marks() : triage.marks().withTags(tags));
    }
}
