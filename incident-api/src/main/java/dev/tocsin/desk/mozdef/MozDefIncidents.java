package dev.tocsin.desk.mozdef;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.http.Fault;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.json.Json;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Incidents as MozDef's callers report them. */
public final class MozDefIncidents {
    private static final Set<String> PHASES =
            Set.of(
                    "identification",
                    "containment",
                    "eradication",
                    "recovery",
                    "lessons learned",
                    "closed");
    private static final String OPENED = "dateOpened";

    /** MozDef's dates that an incident of the desk has as well. */
    private static final Map<String, String> DATES =
            Map.of(
                    "dateClosed", "closed_at",
                    "dateReported", "reported_at",
                    "dateVerified", "verified_at",
                    "dateMitigated", "mitigated_at",
                    "dateContained", "contained_at");

    private static final Set<String> MEMBERS =
            Set.of(
                    "summary",
                    "phase",
                    "creator",
                    "description",
                    "tags",
                    "references",
                    "dateOpened",
                    "dateClosed",
                    "dateReported",
                    "dateVerified",
                    "dateMitigated",
                    "dateContained");
    private static final DateTimeFormatter DATE =
            new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern("uuuu-MM-dd h:mm a")
                    .toFormatter(Locale.ENGLISH);
    private static final int MAX_TITLE = 200;
    private static final int MAX_TEXT = 10_000;
    private static final int MAX_ITEMS = 50;
    private static final int MAX_ITEM = 200;

    private final Opener opener;

    /** Opens an incident of the desk. */
    @FunctionalInterface
    public interface Opener {
        /** Its id, for the body of {@code POST /api/v1/incidents}. */
        String open(ObjectNode body, Author author);
    }

    public MozDefIncidents(Opener opener) {
        this.opener = opener;
    }

    /**
     * Opens an incident. What the desk has no field for stands in its summary.
     *
     * @return its id
     */
    String open(ObjectNode body, Author author) {
        Fields fields = new Fields(body, MEMBERS);
        ObjectNode incident = Json.object();
        incident.put("title", fields.text("summary", MAX_TITLE));
        String phase = fields.text("phase", MAX_ITEM);
        if (!phase.isEmpty() && !PHASES.contains(phase.toLowerCase(Locale.ROOT))) {
            fields.fault("phase", "Expected one of MozDef's phases, but found " + phase);
        }
        List<String> lines = new ArrayList<>();
        String description = fields.optionalText("description", MAX_TEXT);
        if (description != null) {
            lines.add(description + "\n");
        }
        lines.add("Creator: " + fields.text("creator", MAX_ITEM));
        LocalDateTime opened = date(fields, OPENED);
        if (opened != null) {
            lines.add("Opened: " + opened);
        }
        DATES.forEach((name, member) -> time(incident, member, date(fields, name)));
        List<String> references = fields.optionalTexts("references", MAX_ITEMS, MAX_ITEM);
        if (references != null) {
            references.forEach(reference -> lines.add("Reference: " + reference));
        }
        tags(incident, fields.optionalTexts("tags", MAX_ITEMS, MAX_ITEM));
        fields.check();
        incident.put("summary", String.join("\n", lines));
        incident.put("phase", phase.toLowerCase(Locale.ROOT).replace(' ', '_'));
        if (phase.equalsIgnoreCase("closed")) {
            incident.put("status", "closed");
        }
        try {
            return opener.open(incident, author);
        } catch (ProblemException e) {
            throw inWordsOfMozDef(e);
        }
    }

    /** The same problem; its faults lie in the members that the caller sent. */
    private static ProblemException inWordsOfMozDef(ProblemException e) {
        if (e.problem().errors().isEmpty()) {
            return e;
        }
        Map<String, String> sent = new HashMap<>();
        DATES.forEach((name, member) -> sent.put("/" + member, "/" + name));
        sent.put("/title", "/summary");
        return ProblemException.invalid(
                e.problem().errors().stream()
                        .map(f -> new Fault(sent.getOrDefault(f.at(), f.at()), f.detail()))
                        .toList());
    }

    private static void tags(ObjectNode incident, @Nullable List<String> tags) {
        if (tags != null) {
            ArrayNode list = incident.putArray("tags");
            tags.forEach(list::add);
        }
    }

    private static void time(ObjectNode incident, String member, @Nullable LocalDateTime at) {
        if (at != null) {
            incident.put(member, Texts.time(at.toInstant(ZoneOffset.UTC).toEpochMilli()));
        }
    }

    /** A date of MozDef's form, which names no zone: it is UTC. */
    private static @Nullable LocalDateTime date(Fields fields, String name) {
        String text = fields.optionalText(name, MAX_ITEM);
        try {
            return text == null ? null : LocalDateTime.parse(text, DATE);
        } catch (DateTimeException _) {
            fields.fault(name, "Expected a date such as 2015-10-21 2:30 pm, but found " + text);
            return null;
        }
    }
}
