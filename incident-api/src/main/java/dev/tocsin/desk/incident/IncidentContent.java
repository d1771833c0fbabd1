package dev.tocsin.desk.incident;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.model.Updates;
import dev.tocsin.alert.Level;
import dev.tocsin.desk.change.FieldChange;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.incident.custom.CustomFields;
import dev.tocsin.desk.incident.custom.CustomValues;
import dev.tocsin.json.Json;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * What people write about an incident.
 *
 * @param title one line
 * @param summary what happened
 * @param severity how bad it is
 * @param status where the work on it stands
 * @param kind whether it is known to be an incident
 * @param phase what is being done about it
 * @param tlp to whom it may be told
 * @param pap what may be done with what is known
 * @param assignees who works it
 * @param tags words to find it by
 * @param dates when its milestones were
 * @param custom what it has of the fields that administrators added
 * @param restricted who may see it; null for everyone
 */
public record IncidentContent(
        String title,
        @Nullable String summary,
        Level severity,
        IncidentStatus status,
        IncidentKind kind,
        Phase phase,
        Tlp tlp,
        Pap pap,
        List<String> assignees,
        List<String> tags,
        IncidentDates dates,
        CustomValues custom,
        @Nullable Restriction restricted) {
    public IncidentContent {
        assignees = List.copyOf(assignees);
        tags = List.copyOf(tags);
    }

    /** What an incident is of which nobody has said anything but how bad it is. */
    static IncidentContent untouched(Level severity) {
        return new IncidentContent(
                "",
                null,
                severity,
                IncidentStatus.NEW,
                IncidentKind.INCIDENT,
                Phase.IDENTIFICATION,
                Tlp.AMBER,
                Pap.AMBER,
                List.of(),
                List.of(),
                IncidentDates.NONE,
                CustomValues.NONE,
                null);
    }

    /** The same, known to be an incident. */
    IncidentContent promoted() {
        return with(severity, IncidentKind.INCIDENT, tlp, pap, tags);
    }

    /** The same with other marks. */
    IncidentContent marked(Level newSeverity, Tlp newTlp, Pap newPap) {
        return with(newSeverity, kind, newTlp, newPap, tags);
    }

    /** The same with more tags, as far as there is room. */
    IncidentContent tagged(List<String> more) {
        List<String> all =
                Stream.concat(tags.stream(), more.stream())
                        .distinct()
                        .limit(Math.max(tags.size(), IncidentFields.MAX_ITEMS))
                        .toList();
        return with(severity, kind, tlp, pap, all);
    }

    /** The same with values of custom fields, where it has none. */
    IncidentContent preset(CustomValues values) {
        return with(severity, kind, tlp, pap, tags, custom.orElse(values));
    }

    private IncidentContent with(
            Level newSeverity, IncidentKind newKind, Tlp newTlp, Pap newPap, List<String> newTags) {
        return with(newSeverity, newKind, newTlp, newPap, newTags, custom);
    }

    private IncidentContent with(
            Level newSeverity,
            IncidentKind newKind,
            Tlp newTlp,
            Pap newPap,
            List<String> newTags,
            CustomValues newCustom) {
        return new IncidentContent(
                title,
                summary,
                newSeverity,
                status,
                newKind,
                phase,
                newTlp,
                newPap,
                assignees,
                newTags,
                dates,
                newCustom,
                restricted);
    }

    /** What has to change to make {@code other} of this. */
    public List<FieldChange> changesTo(IncidentContent other) {
        ObjectNode from = told();
        Stream<FieldChange> own =
                other.told().properties().stream()
                        .map(
                                to ->
                                        new FieldChange(
                                                to.getKey(), from.path(to.getKey()), to.getValue()))
                        .filter(FieldChange::isReal);
        return Stream.concat(own, custom.changesTo(other.custom).stream()).toList();
    }

    /** Its members, as the history has them: texts and lists of texts; custom fields go by name. */
    private ObjectNode told() {
        ObjectNode json = toJson();
        List<String> who = restricted == null ? List.of() : restricted.told();
        json.set(Restriction.FIELD, Json.MAPPER.valueToTree(who));
        json.remove(CustomFields.MEMBER);
        return json;
    }

    /** Its members, as callers see them. */
    ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("title", title).put("summary", summary);
        json.put("severity", severity.text()).put("status", Texts.name(status));
        json.put("kind", Texts.name(kind)).put("phase", Texts.name(phase));
        json.put("tlp", Texts.name(tlp)).put("pap", Texts.name(pap));
        json.set("assignees", Json.MAPPER.valueToTree(assignees));
        json.set("tags", Json.MAPPER.valueToTree(tags));
        json.set(CustomFields.MEMBER, custom.toJson());
        json.set(Restriction.FIELD, restricted == null ? null : restricted.toJson());
        for (Milestone milestone : Milestone.values()) {
            Long at = dates.at(milestone);
            json.put(milestone.member(), at == null ? null : Texts.time(at));
        }
        return json;
    }

    /** Its members, as the store has them. */
    Document toDocument() {
        Document document =
                new Document("title", title)
                        .append("summary", summary)
                        .append("severity", severity.text())
                        .append("status", Texts.name(status))
                        .append("kind", Texts.name(kind))
                        .append("phase", Texts.name(phase))
                        .append("tlp", Texts.name(tlp))
                        .append("pap", Texts.name(pap))
                        .append("assignees", assignees)
                        .append("tags", tags)
                        .append(CustomFields.MEMBER, custom.toDocument())
                        .append(Restriction.FIELD, Restriction.document(restricted));
        for (Milestone milestone : Milestone.values()) {
            document.append(milestone.member(), dates.at(milestone));
        }
        return document;
    }

    Bson toUpdate() {
        return Updates.combine(
                toDocument().entrySet().stream()
                        .map(member -> Updates.set(member.getKey(), member.getValue()))
                        .toList());
    }

    /** Reads {@link #toDocument}; what an older Tocsin did not write is as in a new incident. */
    static IncidentContent from(Document document) {
        return new IncidentContent(
                document.getString("title"),
                document.getString("summary"),
                Level.of(document.getString("severity")),
                constant(document, "status", IncidentStatus.NEW),
                constant(document, "kind", IncidentKind.INCIDENT),
                constant(document, "phase", Phase.IDENTIFICATION),
                constant(document, "tlp", Tlp.AMBER),
                constant(document, "pap", Pap.AMBER),
                document.getList("assignees", String.class, List.of()),
                document.getList("tags", String.class, List.of()),
                IncidentDates.from(document),
                CustomValues.from(document.get(CustomFields.MEMBER, Document.class)),
                Restriction.of(document));
    }

    private static <E extends Enum<E>> E constant(Document document, String name, E absent) {
        String text = document.getString(name);
        return text == null
                ? absent
                : Objects.requireNonNull(Texts.constant(absent.getDeclaringClass(), text), text);
    }
}
