package dev.tocsin.desk.incident.part;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.alert.StoredAlert;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.incident.Findings;
import dev.tocsin.desk.incident.Incident;
import dev.tocsin.desk.incident.IncidentStore;
import dev.tocsin.desk.store.Ids;
import dev.tocsin.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes observables and techniques of what alerts say. The id of each is a function of the incident
 * and the value, and begins with the time of the incident: whoever makes it, and however often, it
 * is there once, before what people enter.
 */
public final class AlertFindings implements Findings {
    /** The most observables that the alerts of one coming bring. */
    static final int MAX_OBSERVABLES = 200;

    private static final PartKind OBSERVABLES = PartKind.of("observables");
    private static final PartKind TECHNIQUES = PartKind.of("techniques");
    private static final String VALUE = "value";
    private static final String TECHNIQUE = "technique";

    /** Which fields of ECS name observables of which type; the first type that has a value. */
    private static final List<Type> TYPES =
            List.of(
                    new Type(
                            "ip",
                            "source.ip",
                            "destination.ip",
                            "client.ip",
                            "server.ip",
                            "host.ip"),
                    new Type("domain", "url.domain", "destination.domain", "dns.question.name"),
                    new Type("url", "url.full", "url.original"),
                    new Type(
                            "hash",
                            "file.hash.md5",
                            "file.hash.sha1",
                            "file.hash.sha256",
                            "process.hash.sha256"),
                    new Type("email", "email.from.address", "user.email"),
                    new Type("file", "file.path", "file.name"),
                    new Type("host", "host.name"),
                    new Type("user", "user.name"),
                    new Type("process", "process.name", "process.executable"));

    private final PartStore parts;
    private final IncidentStore incidents;

    public AlertFindings(PartStore parts, IncidentStore incidents) {
        this.parts = parts;
        this.incidents = incidents;
    }

    @Override
    public void keep(Incident incident, List<StoredAlert> alerts, long atMs, Author author) {
        Coming coming = new Coming(incident, atMs, author);
        Set<String> values = parts.everValues(OBSERVABLES, incident.id(), VALUE);
        Set<String> techniques = parts.everValues(TECHNIQUES, incident.id(), TECHNIQUE);
        List<ObjectNode> observables = new ArrayList<>();
        for (StoredAlert alert : alerts) {
            ObjectNode document = alert.toJson();
            for (Type type : TYPES) {
                for (String value : texts(document, type.fields())) {
                    if (values.add(value)) {
                        observables.add(observable(type.name(), value, alert));
                    }
                }
            }
            for (String technique : texts(document, List.of("threat.technique.id"))) {
                if (techniques.add(technique)) {
                    add(coming, TECHNIQUES, technique(technique, document), alert.id());
                }
            }
        }
        observables.stream()
                .limit(MAX_OBSERVABLES)
                .forEach(body -> add(coming, OBSERVABLES, body, null));
        incidents.touch(incident.id(), atMs);
    }

    private record Type(String name, List<String> fields) {
        Type(String name, String... fields) {
            this(name, List.of(fields));
        }
    }

    private record Coming(Incident incident, long atMs, Author author) {
        String id(PartKind kind, ObjectNode values) {
            String value = values.path(kind.equals(TECHNIQUES) ? TECHNIQUE : VALUE).asText();
            return Ids.of(incident.createdAtMs(), 0, incident.id(), kind.path(), value);
        }
    }

    private void add(Coming coming, PartKind kind, ObjectNode body, @Nullable String alert) {
        ObjectNode values = checked(kind, body);
        if (values == null) {
            return;
        }
        Author author = coming.author();
        Part part = Part.first(coming.id(kind, values), values, coming.atMs(), author.name());
        String why = alert == null ? null : "From the alert " + alert;
        parts.insertOnce(kind, coming.incident(), part, why, author);
    }

    /** What an alert says may be longer than a person may write: that is left to the alert. */
    private static @Nullable ObjectNode checked(PartKind kind, ObjectNode body) {
        try {
            return kind.create(body);
        } catch (ProblemException _) {
            return null;
        }
    }

    private static ObjectNode observable(String type, String value, StoredAlert alert) {
        return Json.object()
                .put("type", type)
                .put(VALUE, value)
                .put("seen", Texts.time(alert.atMs()))
                .put("description", "From the alert " + alert.id());
    }

    private static ObjectNode technique(String technique, ObjectNode document) {
        ObjectNode body = Json.object().put(TECHNIQUE, technique);
        String rule = Json.text(document, "rule.name");
        return rule == null || rule.isBlank() ? body : body.put("description", "From " + rule);
    }

    private static List<String> texts(ObjectNode document, List<String> fields) {
        List<String> texts = new ArrayList<>();
        for (String field : fields) {
            JsonNode node = Json.at(document, field);
            if (node != null && node.isArray()) {
                node.forEach(value -> texts.add(value.asText()));
            } else if (node != null && node.isValueNode() && !node.isNull()) {
                texts.add(node.asText());
            }
        }
        return texts;
    }
}
