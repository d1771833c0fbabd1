package dev.tocsin.desk.incident;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.Level;
import dev.tocsin.desk.alert.AlertStore;
import dev.tocsin.desk.alert.StoredAlert;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.Change;
import dev.tocsin.desk.change.FieldChange;
import dev.tocsin.desk.change.Kind;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.http.IdempotencyKey;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.incident.custom.CustomFields;
import dev.tocsin.desk.store.Counters;
import dev.tocsin.json.Json;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What happens to incidents that involves more than one document: numbers, alerts, templates. */
public final class IncidentDesk {
    private static final int MAX_TRIES = 20;
    private static final String TEMPLATES = "templates";

    private final IncidentStore incidents;
    private final AlertStore alerts;
    private final IncidentAlerts attached;
    private final Playbooks playbooks;
    private final Supplier<CustomFields> custom;
    private final Counters counters;

    public IncidentDesk(
            IncidentStore incidents,
            AlertStore alerts,
            IncidentAlerts attached,
            Playbooks playbooks,
            Supplier<CustomFields> custom,
            Counters counters) {
        this.incidents = incidents;
        this.alerts = alerts;
        this.attached = attached;
        this.playbooks = playbooks;
        this.custom = custom;
        this.counters = counters;
    }

    /**
     * Opens an incident.
     *
     * @return the new one, or the one that an earlier request with the same key made
     */
    Incident open(
            IncidentContent content,
            List<StoredAlert> from,
            @Nullable String template,
            @Nullable Idempotency idempotency,
            Author author) {
        long now = author.clock().millis();
        Incident incident =
                new Incident(
                        nextNumber(author),
                        1,
                        content,
                        from.stream().map(StoredAlert::id).toList(),
                        template == null ? List.of() : List.of(template),
                        now,
                        author.name(),
                        now,
                        author.name());
        Change created = created(incident, author);
        if (!incidents.insert(incident, idempotency, created)) {
            Incident earlier = opened(idempotency);
            if (earlier == null) {
                throw ProblemException.conflict("Expected the incident of that Idempotency-Key");
            }
            return earlier;
        }
        if (template != null) {
            playbooks.unfold(incident, template, created.atMs(), author);
        }
        attached.came(incident, from, author);
        attached.settle(incident.alerts(), incident.id(), author);
        return incident;
    }

    /**
     * Opens an incident without alerts.
     *
     * @param body as of {@code POST /api/v1/incidents}
     * @return its id
     * @throws ProblemException 422 with every fault
     */
    public String open(ObjectNode body, Author author) {
        IncidentFields read = IncidentFields.creation(body, custom.get());
        IncidentContent content = content(read, worst(List.of()), author.clock().millis());
        read.fields().check();
        Idempotency idempotency = Idempotency.of(author);
        return open(content, List.of(), read.template(), idempotency, author).id();
    }

    /** What an earlier request with this key made; null when there was none. */
    @Nullable Incident opened(@Nullable Idempotency idempotency) {
        if (idempotency == null) {
            return null;
        }
        IncidentStore.Earlier earlier = incidents.earlier(idempotency.key());
        return earlier == null ? null : repeated(earlier, idempotency);
    }

    /** Makes an incident of an investigation; does nothing when it is one. */
    Incident promote(String id, @Nullable String comment, Author author) {
        for (int i = 0; i < MAX_TRIES; i++) {
            Incident read = require(id);
            Incident after =
                    read.content().kind() == IncidentKind.INCIDENT
                            ? read
                            : incidents.change(
                                    read, "promoted", read.content().promoted(), comment, author);
            if (after != null) {
                return after;
            }
        }
        throw tooBusy("promote the investigation");
    }

    /**
     * What a new incident says.
     *
     * @param severity when neither the caller nor the template says more
     */
    IncidentContent content(IncidentFields read, Level severity, long nowMs) {
        IncidentContent untouched = IncidentContent.untouched(severity);
        String template = read.template();
        Playbook playbook = template == null ? null : playbook(read.fields(), template);
        return playbook == null
                ? read.applyTo(untouched, nowMs)
                : read.applyTo(playbook.begin(untouched, read.custom()), nowMs)
                        .tagged(playbook.tags());
    }

    /** Applies a template to an incident; does nothing when it was. */
    Incident apply(String id, Fields fields, String template, Author author) {
        Playbook playbook = playbook(fields, template);
        fields.check();
        for (int i = 0; playbook != null && i < MAX_TRIES; i++) {
            Incident read = require(id);
            if (read.templates().contains(template)) {
                return read;
            }
            Incident after = apply(read, playbook, author);
            if (after != null) {
                return after;
            }
        }
        throw tooBusy("apply the template");
    }

    private @Nullable Incident apply(Incident read, Playbook playbook, Author author) {
        IncidentContent to = playbook.applyTo(read.content(), custom.get());
        List<FieldChange> fields = new ArrayList<>(read.content().changesTo(to));
        List<String> templates = new ArrayList<>(read.templates());
        templates.add(playbook.template());
        fields.add(FieldChange.of(TEMPLATES, read.templates(), templates));
        Change change =
                author.change(
                        Kind.INCIDENT, read.id(), "changed", read.version() + 1, fields, null);
        Incident after = incidents.applied(read, playbook.template(), to, change);
        if (after != null) {
            playbooks.unfold(after, playbook.template(), change.atMs(), author);
        }
        return after;
    }

    private @Nullable Playbook playbook(Fields fields, String template) {
        Playbook playbook = playbooks.find(template);
        if (playbook == null) {
            fields.fault(
                    "template", "Expected the id of a template, but there is none " + template);
        }
        return playbook;
    }

    private static ProblemException tooBusy(String what) {
        return ProblemException.conflict(
                "Expected to " + what + ", but the incident changed too often. Try again");
    }

    /**
     * What follows in alerts from a change of an incident, and in incidents from a merge of alerts,
     * even after a crash.
     */
    public void follow(JsonNode change, Author author) {
        String kind = String.valueOf(Json.text(change, "kind"));
        for (JsonNode field : change.path("changes")) {
            switch (kind + "." + Json.text(field, "field")) {
                case "incident." + TEMPLATES -> unfold(change, field, author);
                case "incident.alerts" ->
                        attached.follow(
                                change.path("subject").asText(),
                                field.path("from"),
                                field.path("to"),
                                IncidentAlerts.at(change),
                                author);
                case "alert.merged_into" ->
                        attached.followMerge(
                                change.path("subject").asText(),
                                field.path("from"),
                                field.path("to"),
                                author);
                default -> {}
            }
        }
    }

    private void unfold(JsonNode change, JsonNode field, Author author) {
        Incident incident = incidents.find(change.path("subject").asText());
        for (JsonNode template : field.path("to")) {
            boolean before = field.path("from").toString().contains(template.toString());
            if (incident != null && !before) {
                playbooks.unfold(incident, template.asText(), IncidentAlerts.at(change), author);
            }
        }
    }

    /** The worst level among alerts, for an incident without a severity of its own. */
    static Level worst(List<StoredAlert> alerts) {
        return alerts.stream()
                .map(a -> Json.text(a.toJson(), "tocsin.alert.level"))
                .flatMap(Stream::ofNullable)
                .map(Level::of)
                .max(Level::compareTo)
                .orElse(Level.MEDIUM);
    }

    /**
     * An incident.
     *
     * @throws ProblemException 404
     */
    public Incident require(String id) {
        return incidents.require(id);
    }

    /** Alerts by id; those that are not there are left out. */
    Map<String, StoredAlert> alerts(Collection<String> ids) {
        return alerts.findAll(ids);
    }

    private static Incident repeated(IncidentStore.Earlier earlier, Idempotency idempotency) {
        if (!earlier.request().equals(idempotency.request())) {
            throw IdempotencyKey.used(earlier.incident().id());
        }
        return earlier.incident();
    }

    /**
     * An incident that is opened under a number that was taken before.
     *
     * @param number its id
     * @param fields as of {@code POST /api/v1/incidents}
     * @param more changes that are told with the opening
     */
    public record Opening(String number, ObjectNode fields, List<FieldChange> more) {}

    /** Opens incidents with one write; those that are there already stay as they are. */
    public void openAll(List<Opening> openings, Author author) {
        List<Incident> opened = new ArrayList<>();
        List<Change> told = new ArrayList<>();
        for (Opening opening : openings) {
            Incident incident = incident(opening, author);
            opened.add(incident);
            List<FieldChange> fields = new ArrayList<>(created(incident, author).fields());
            fields.addAll(opening.more());
            told.add(author.change(Kind.INCIDENT, incident.id(), "created", 1, fields, null));
        }
        incidents.insertAbsent(opened, told);
    }

    private static Incident incident(Opening opening, Author author) {
        long now = author.clock().millis();
        IncidentFields read = IncidentFields.creation(opening.fields(), CustomFields.NONE);
        IncidentContent content = read.applyTo(IncidentContent.untouched(Level.MEDIUM), now);
        read.fields().check();
        String by = author.name();
        return new Incident(opening.number(), 1, content, List.of(), List.of(), now, by, now, by);
    }

    /** A number for an incident that is to be opened. */
    String nextNumber(Author author) {
        return nextNumbers(1, author).getFirst();
    }

    /** Numbers for incidents that are to be opened. */
    public List<String> nextNumbers(int count, Author author) {
        int year = author.clock().instant().atZone(ZoneOffset.UTC).getYear();
        long first = counters.next("incidents-" + year, count);
        return LongStream.range(first, first + count)
                .mapToObj(n -> String.format(Locale.ROOT, "INC-%d-%06d", year, n))
                .toList();
    }

    private static Change created(Incident incident, Author author) {
        IncidentContent nothing = IncidentContent.untouched(incident.content().severity());
        List<FieldChange> fields = new ArrayList<>(nothing.changesTo(incident.content()));
        fields.add(FieldChange.of("alerts", List.of(), incident.alerts()));
        if (!incident.templates().isEmpty()) {
            fields.add(FieldChange.of(TEMPLATES, List.of(), incident.templates()));
        }
        return author.change(Kind.INCIDENT, incident.id(), "created", 1, fields, null);
    }

    /** An incident as a message may name it to anyone. */
    public String named(String incident) {
        return incidents.named(incident);
    }
}
