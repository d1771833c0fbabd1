package dev.tocsin.desk.veris;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.FieldChange;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.incident.IncidentDesk;
import dev.tocsin.json.Json;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Imports records, each for itself: the incident of its {@code incident_id}, opened when there is
 * none. The same record twice is one record. Thread-safe.
 */
final class VerisImport {
    private static final int TITLE = 120;

    private final VerisStore records;
    private final VerisIds owners;
    private final VerisCheck check;
    private final IncidentDesk desk;

    VerisImport(VerisStore records, VerisIds owners, VerisCheck check, IncidentDesk desk) {
        this.records = records;
        this.owners = owners;
        this.check = check;
        this.desk = desk;
    }

    /**
     * How records are taken.
     *
     * @param strict whether one with errors is refused
     * @param replace whether one that differs from what is there replaces it
     * @param by who imports
     */
    record Mode(boolean strict, boolean replace, Author by) {}

    /** What became of a record. */
    ObjectNode take(byte[] bytes, Mode mode) {
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
        if (mode.strict() && !report.errors().isEmpty()) {
            var first = report.errors().getFirst();
            return refused(result, first.at() + ": " + first.detail());
        }
        return keep(result, document, id, mode);
    }

    private ObjectNode keep(ObjectNode result, VerisDocument document, String id, Mode mode) {
        String incident = owners.claim(id, () -> desk.nextNumber(mode.by()));
        result.put("incident", incident);
        VerisRecord before = records.find(incident);
        byte[] old = before == null ? null : before.bytes();
        if (before == null) {
            return first(result, document, incident, mode);
        }
        if (old != null && Arrays.equals(old, document.bytes())) {
            return result.put("outcome", "unchanged");
        }
        String from = old == null ? null : VerisDocument.read(old).digest();
        if (old != null && !mode.replace()) {
            return result.put("outcome", "differs")
                    .put(
                            "detail",
                            "Expected the record that is there, but found another one. Use existing=replace to put it in its place");
        }
        return replaced(result, before, from, document, mode);
    }

    private ObjectNode first(
            ObjectNode result, VerisDocument document, String incident, Mode mode) {
        desk.openAs(
                incident,
                Json.object().put("title", title(document)),
                List.of(FieldChange.of("veris", null, document.digest())),
                mode.by());
        boolean put = records.insert(incident, document.bytes(), null);
        return put ? result.put("outcome", "created") : result.put("outcome", "unchanged");
    }

    private ObjectNode replaced(
            ObjectNode result,
            VerisRecord before,
            @Nullable String from,
            VerisDocument document,
            Mode mode) {
        var change =
                VerisHandler.change(
                        desk.require(before.incident()), from, document.digest(), mode.by());
        return records.replace(before, document.bytes(), change) == null
                ? refused(
                        result, "Expected the record to stay, but it changed meanwhile. Try again")
                : result.put("outcome", "replaced");
    }

    private static ObjectNode refused(ObjectNode result, String detail) {
        return result.put("outcome", "refused").put("detail", detail);
    }

    private static String title(VerisDocument document) {
        String summary = document.json().path("summary").asText();
        String text = (summary.isBlank() ? "VERIS " + document.incidentId() : summary);
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        line = Texts.whole(line);
        if (line.isEmpty()) {
            return "VERIS record";
        }
        return line.length() <= TITLE
                ? line
                : line.substring(
                                0,
                                line.offsetByCodePoints(0, line.codePointCount(0, TITLE - 1) - 1))
                        + "…";
    }
}
