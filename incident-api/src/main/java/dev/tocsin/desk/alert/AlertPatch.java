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
 * @param comment why
 */
record AlertPatch(
        Fields fields,
        @Nullable Status status,
        @Nullable String assignee,
        @Nullable Verdict verdict,
        @Nullable String comment) {
    private static final Set<String> MEMBERS =
            new LinkedHashSet<>(List.of("status", "assignee", "verdict", "comment"));
    private static final int MAX_NAME = 200;
    static final int MAX_COMMENT = 4_000;

    /** Reads a patch; throws a problem that names every fault. */
    static AlertPatch read(ObjectNode body) {
        Fields fields = new Fields(body, MEMBERS);
        AlertPatch patch =
                new AlertPatch(
                        fields,
                        fields.optionalEnum("status", Status.class),
                        fields.optionalText("assignee", MAX_NAME),
                        fields.optionalEnum("verdict", Verdict.class),
                        fields.optionalText("comment", MAX_COMMENT));
        fields.notNull("status");
        if (patch.status == Status.NEW && patch.verdict != null) {
            fields.fault(
                    "verdict",
                    "Expected no verdict for an alert that is to be new, but found "
                            + Texts.name(patch.verdict));
        }
        fields.check();
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
                triage.marks());
    }
}
