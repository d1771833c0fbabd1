package dev.tocsin.desk.veris;

import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.FieldChange;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.incident.IncidentDesk;
import dev.tocsin.desk.incident.IncidentDesk.Opening;
import dev.tocsin.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Imports records: each goes to the incident of its {@code incident_id}, opened when there is none.
 * The same record twice is one record. Many are kept with a few writes: first whose they are, then
 * the incidents, then the records, so that an import that broke off goes on when it is repeated.
 * Thread-safe.
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
     * @param hidden those of some incidents that the importer must not learn of
     */
    record Mode(
            boolean strict,
            boolean replace,
            Author by,
            Function<Collection<String>, Set<String>> hidden) {}

    /** Reads and checks a record; nothing is kept yet. */
    Checked read(byte[] bytes, Mode mode) {
        return Checked.read(bytes, check, mode.strict());
    }

    /** Keeps records in their order; each is told its outcome. */
    void keep(List<Checked> all, Mode mode) {
        List<Checked> left = all.stream().filter(one -> one.document() != null).toList();
        while (!left.isEmpty()) {
            Map<String, Checked> first = new LinkedHashMap<>();
            List<Checked> later = new ArrayList<>();
            for (Checked one : left) {
                if (first.putIfAbsent(one.id(), one) != null) {
                    later.add(one);
                }
            }
            keepDistinct(first, mode);
            left = later;
        }
    }

    private void keepDistinct(Map<String, Checked> byId, Mode mode) {
        Map<String, String> incidents =
                owners.claimAll(byId.keySet(), count -> desk.nextNumbers(count, mode.by()));
        Set<String> hidden = mode.hidden().apply(incidents.values());
        Map<String, VerisRecord> there = records.findAll(incidents.values());
        Map<String, Checked> absent = new LinkedHashMap<>();
        byId.forEach(
                (id, one) -> {
                    String incident = incidents.getOrDefault(id, "");
                    if (hidden.contains(incident)) {
                        one.refuse(
                                "Expected an incident_id that is free, but another record has it");
                        return;
                    }
                    one.result().put("incident", incident);
                    VerisRecord before = there.get(incident);
                    if (before == null) {
                        absent.put(incident, one);
                    } else {
                        again(one, before, mode);
                    }
                });
        first(absent, mode);
    }

    private void first(Map<String, Checked> absent, Mode mode) {
        List<Opening> openings = new ArrayList<>();
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        absent.forEach(
                (incident, one) -> {
                    VerisDocument document = document(one);
                    bytes.put(incident, document.bytes());
                    openings.add(
                            new Opening(
                                    incident,
                                    Json.object().put("title", title(document)),
                                    List.of(FieldChange.of("veris", null, document.digest()))));
                });
        desk.openAll(openings, mode.by());
        Set<String> there = records.insertAll(bytes);
        absent.forEach(
                (incident, one) -> one.outcome(there.contains(incident) ? "unchanged" : "created"));
    }

    private void again(Checked one, VerisRecord before, Mode mode) {
        VerisDocument document = document(one);
        byte[] old = before.bytes();
        if (old != null && Arrays.equals(old, document.bytes())) {
            one.outcome("unchanged");
            return;
        }
        if (old != null && !mode.replace()) {
            one.outcome("differs");
            one.result()
                    .put(
                            "detail",
                            "Expected the record that is there, but found another one. Use existing=replace to put it in its place");
            return;
        }
        String from = old == null ? null : VerisDocument.read(old).digest();
        replace(one, before, from, document, mode);
    }

    private void replace(
            Checked one,
            VerisRecord before,
            @Nullable String from,
            VerisDocument document,
            Mode mode) {
        var change =
                VerisHandler.change(
                        desk.require(before.incident()), from, document.digest(), mode.by());
        if (records.replace(before, document.bytes(), change) == null) {
            one.refuse("Expected the record to stay, but it changed meanwhile. Try again");
        } else {
            one.outcome("replaced");
        }
    }

    private static VerisDocument document(Checked one) {
        VerisDocument document = one.document();
        if (document == null) {
            throw new IllegalStateException("Expected a record that was not refused");
        }
        return document;
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
