package dev.tocsin.desk.veris;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A record that was read and checked, before it is kept or refused.
 *
 * @param result what is told about it; its outcome is added when it is known
 * @param document null when the record was refused
 * @param id its incident_id; empty when the record was refused
 */
record Checked(ObjectNode result, @Nullable VerisDocument document, String id) {

    /** Reads and checks a record; strictly, one with errors is refused. */
    static Checked read(byte[] bytes, VerisCheck check, boolean strict) {
        ObjectNode result = Json.object();
        VerisDocument document;
        try {
            document = VerisDocument.read(bytes);
        } catch (IllegalArgumentException e) {
            return refused(result, "" + e.getMessage());
        }
        String id = document.incidentId();
        result.put("incident_id", id);
        if (id == null) {
            return refused(
                    result,
                    "Expected a text of 1 to "
                            + VerisDocument.MAX_ID
                            + " characters as incident_id, but found none");
        }
        VerisReport report = check.check(document);
        result.put("errors", report.errors().size()).put("warnings", report.warnings().size());
        if (strict && !report.errors().isEmpty()) {
            var first = report.errors().getFirst();
            return refused(result, first.at() + ": " + first.detail());
        }
        return new Checked(result, document, id);
    }

    void outcome(String outcome) {
        result.put("outcome", outcome);
    }

    void refuse(String detail) {
        refused(result, detail);
    }

    private static Checked refused(ObjectNode result, String detail) {
        return new Checked(result.put("outcome", "refused").put("detail", detail), null, "");
    }
}
