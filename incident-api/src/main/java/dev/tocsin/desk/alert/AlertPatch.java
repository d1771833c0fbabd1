package dev.tocsin.desk.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Fields;
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
    private static final int MAX_COMMENT = 4_000;

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
        fields.check();
        return patch;
    }

    Triage applyTo(Triage triage) {
        return new Triage(
                status == null ? triage.status() : status,
                fields.has("assignee") ? assignee : triage.assignee(),
                fields.has("verdict") ? verdict : triage.verdict(),
                triage.incident());
    }
}
