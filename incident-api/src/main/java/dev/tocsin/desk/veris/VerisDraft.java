package dev.tocsin.desk.veris;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.incident.Incident;
import dev.tocsin.desk.incident.IncidentContent;
import dev.tocsin.desk.incident.IncidentKind;
import dev.tocsin.desk.incident.Milestone;
import dev.tocsin.json.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A VERIS record of what the desk knows about an incident, as a start for people. What it does not
 * know is {@code Unknown}, so that the record is valid.
 */
final class VerisDraft {
    private static final String UNKNOWN = "Unknown";
    private static final String NOTES = "notes";

    private final Attack attack = new Attack();

    /** The values of the parts of an incident, by their kind. */
    interface Parts {
        /** The parts of one kind: {@code observables}, {@code techniques} and so on. */
        List<ObjectNode> of(String kind);
    }

    /** The record. */
    ObjectNode of(Incident incident, Parts parts) {
        IncidentContent content = incident.content();
        ObjectNode record = Json.object();
        record.put("schema_version", Vocabulary.VERSION).put("incident_id", incident.id());
        record.put("source_id", "tocsin");
        record.put(
                "security_incident",
                content.kind() == IncidentKind.INCIDENT ? "Confirmed" : "Suspected");
        record.put("summary", summary(content));
        record.set("timeline", timeline(incident, parts));
        record.set("victim", victim());
        record.putObject("actor").putObject("unknown").put(NOTES, "Not known to the desk");
        record.set("action", action(parts));
        record.set("asset", asset());
        record.putObject("attribute").putObject("confidentiality").put("data_disclosure", UNKNOWN);
        record.set("discovery_method", discovery(incident));
        indicators(record, parts);
        correction(record, parts);
        return record;
    }

    private static String summary(IncidentContent content) {
        String more = content.summary();
        return more == null || more.isBlank() ? content.title() : content.title() + ". " + more;
    }

    private static ObjectNode timeline(Incident incident, Parts parts) {
        IncidentContent content = incident.content();
        Long reported = content.dates().at(Milestone.REPORTED);
        long found = reported == null ? incident.createdAtMs() : reported;
        Long first =
                parts.of("timeline").stream()
                        .map(entry -> time(Json.text(entry, "at")))
                        .filter(Objects::nonNull)
                        .min(Long::compare)
                        .orElse(null);
        ObjectNode timeline = Json.object();
        timeline.set("incident", date(first == null ? found : Math.min(first, found)));
        timeline.set("compromise", VerisSpan.between(null, null));
        timeline.set("exfiltration", VerisSpan.between(null, null));
        timeline.set("discovery", VerisSpan.between(first, found));
        timeline.set(
                "containment", VerisSpan.between(found, content.dates().at(Milestone.CONTAINED)));
        return timeline;
    }

    private static ObjectNode date(long atMs) {
        ZonedDateTime at = Instant.ofEpochMilli(atMs).atZone(ZoneOffset.UTC);
        return Json.object()
                .put("year", at.getYear())
                .put("month", at.getMonthValue())
                .put("day", at.getDayOfMonth());
    }

    private static ObjectNode victim() {
        ObjectNode victim = Json.object().put("employee_count", UNKNOWN).put("industry", "00");
        victim.putArray("government").add(UNKNOWN);
        victim.putArray("country").add(UNKNOWN);
        return victim;
    }

    private ObjectNode action(Parts parts) {
        List<String> techniques =
                parts.of("techniques").stream()
                        .map(part -> Json.text(part, "technique"))
                        .filter(Objects::nonNull)
                        .toList();
        ObjectNode action = Json.object();
        attack.actions(techniques)
                .forEach(
                        (name, members) -> {
                            ObjectNode one = action.putObject(name);
                            values(one, "variety", members);
                            values(one, "vector", members);
                            if (name.equals("social")) {
                                one.putArray("target").add(UNKNOWN);
                            }
                        });
        if (action.isEmpty()) {
            action.putObject("unknown");
        } else {
            action.properties()
                    .forEach(
                            each ->
                                    ((ObjectNode) each.getValue())
                                            .put(NOTES, "From " + String.join(", ", techniques)));
        }
        return action;
    }

    private static void values(ObjectNode action, String name, Map<String, Set<String>> members) {
        ArrayNode values = action.putArray(name);
        members.getOrDefault(name, Set.of(UNKNOWN)).forEach(values::add);
    }

    private static ObjectNode asset() {
        ObjectNode asset = Json.object();
        asset.putArray("assets").addObject().put("variety", UNKNOWN);
        asset.putArray("cloud").add(UNKNOWN);
        return asset;
    }

    private static ObjectNode discovery(Incident incident) {
        ObjectNode discovery = Json.object();
        if (incident.alerts().isEmpty()) {
            discovery.put("unknown", true);
        } else {
            discovery.putObject("internal").putArray("variety").add("Log review");
        }
        return discovery;
    }

    private static void indicators(ObjectNode record, Parts parts) {
        List<ObjectNode> observables = parts.of("observables");
        if (!observables.isEmpty()) {
            ArrayNode indicators = record.putArray("ioc");
            for (ObjectNode observable : observables) {
                String type = String.valueOf(Json.text(observable, "type"));
                String why = Json.text(observable, "description");
                indicators
                        .addObject()
                        .put("indicator", Json.text(observable, "value"))
                        .put("comment", why == null ? type : type + ": " + why);
            }
        }
    }

    private static void correction(ObjectNode record, Parts parts) {
        List<String> actions = new ArrayList<>();
        for (ObjectNode lesson : parts.of("lessons")) {
            Stream.of("text", "action")
                    .map(member -> Json.text(lesson, member))
                    .filter(Objects::nonNull)
                    .forEach(actions::add);
        }
        if (!actions.isEmpty()) {
            record.put("corrective_action", String.join("; ", actions));
        }
    }

    private static @Nullable Long time(@Nullable String text) {
        return text == null ? null : Instant.parse(text).toEpochMilli();
    }
}
