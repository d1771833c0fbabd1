package dev.tocsin.desk.incident;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.desk.alert.AlertLinks;
import dev.tocsin.desk.alert.AlertStore;
import dev.tocsin.desk.alert.StoredAlert;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts belong to an incident. The incident's own list decides; an alert names its incident
 * as a consequence, made at once and, after a crash, by whoever publishes the change.
 */
public final class IncidentAlerts {
    private static final int MAX_TRIES = 20;

    private final IncidentStore incidents;
    private final AlertStore alerts;
    private final AlertLinks links;
    private final Findings findings;

    public IncidentAlerts(
            IncidentStore incidents, AlertStore alerts, AlertLinks links, Findings findings) {
        this.incidents = incidents;
        this.alerts = alerts;
        this.links = links;
        this.findings = findings;
    }

    /** Adds alerts with what they found; those that are there already are left as they are. */
    Incident attach(String id, List<StoredAlert> all, Author author) {
        requireFree(all, id);
        for (int i = 0; i < MAX_TRIES; i++) {
            Incident read = incidents.require(id);
            List<StoredAlert> fresh =
                    all.stream().filter(a -> !read.alerts().contains(a.id())).toList();
            requireRoom(read, fresh.size());
            Incident after = fresh.isEmpty() ? read : incidents.addAlerts(read, fresh, author);
            if (after != null) {
                came(after, fresh, author);
                settle(all.stream().map(StoredAlert::id).toList(), id, author);
                return after;
            }
        }
        throw tooOften();
    }

    /**
     * Takes an alert and its evidence out, unless the incident has changed since it was read.
     *
     * @return the incident as it is now; null when it had changed
     */
    @Nullable Incident detach(Incident read, String alert, Author author) {
        Incident after = incidents.removeAlert(read, alert, author);
        if (after != null) {
            settle(List.of(alert), read.id(), author);
        }
        return after;
    }

    /** What follows when alerts came to an incident. */
    void came(Incident incident, List<StoredAlert> fresh, Author author) {
        if (!fresh.isEmpty()) {
            findings.keep(incident, withMerged(fresh), incident.updatedAtMs(), author);
        }
    }

    /**
     * What follows from a change of an incident's alerts, even after a crash. The change may be
     * old: what counts is what the incident says now.
     */
    void follow(String id, JsonNode from, JsonNode to, long atMs, Author author) {
        Set<String> before = ids(from);
        Set<String> after = ids(to);
        Incident incident = incidents.find(id);
        if (incident != null) {
            Set<String> came = new LinkedHashSet<>(after);
            came.removeAll(before);
            came.retainAll(incident.alerts());
            if (!came.isEmpty()) {
                List<StoredAlert> fresh = List.copyOf(alerts.findAll(came).values());
                findings.keep(incident, withMerged(fresh), atMs, author);
            }
        }
        before.addAll(after);
        settle(before, id, author);
    }

    /**
     * Makes each alert name the incident exactly if the incident lists it, whoever else is at it.
     */
    void settle(Collection<String> all, String id, Author author) {
        Set<String> open = new LinkedHashSet<>(all);
        for (int i = 0; !open.isEmpty(); i++) {
            if (i == MAX_TRIES) {
                throw tooOften();
            }
            Set<String> listed = listed(id);
            Set<String> others = new LinkedHashSet<>(open);
            others.removeAll(listed);
            links.link(open.stream().filter(listed::contains).toList(), id, author);
            links.unlink(others, id, author);
            settleFindings(id, withThoseMergedInto(others), author);
            Set<String> now = listed(id);
            open.removeIf(alert -> now.contains(alert) == listed.contains(alert));
        }
    }

    private Set<String> withThoseMergedInto(Set<String> leaders) {
        Set<String> all = new LinkedHashSet<>(leaders);
        alerts.findAll(leaders).values().forEach(leader -> all.addAll(leader.merged()));
        return all;
    }

    /**
     * What follows in incidents when an alert was merged into another, or was taken out: what it
     * found goes with the one that leads.
     */
    void followMerge(String source, JsonNode from, JsonNode to, Author author) {
        for (JsonNode target : List.of(from, to)) {
            StoredAlert leader = target.isTextual() ? alerts.find(target.textValue()) : null;
            String id = leader == null ? null : leader.triage().incident();
            if (id != null) {
                settleFindings(id, List.of(source), author);
            }
        }
    }

    /** Keeps what alerts found exactly if they belong to the incident, whoever else is at it. */
    private void settleFindings(String id, Collection<String> all, Author author) {
        Set<String> open = new LinkedHashSet<>(all);
        for (int i = 0; !open.isEmpty(); i++) {
            if (i == MAX_TRIES) {
                throw tooOften();
            }
            Incident incident = incidents.find(id);
            List<StoredAlert> belonging = belonging(incident, open);
            if (incident != null && !belonging.isEmpty()) {
                findings.keep(incident, belonging, incident.updatedAtMs(), author);
            }
            Set<String> before = ids(belonging);
            open.stream().filter(a -> !before.contains(a)).forEach(a -> findings.drop(id, a));
            Set<String> now = ids(belonging(incidents.find(id), open));
            open.removeIf(alert -> now.contains(alert) == before.contains(alert));
        }
    }

    /** Those that the incident lists, itself or through the one that stands for it. */
    private List<StoredAlert> belonging(@Nullable Incident incident, Set<String> ids) {
        return incident == null
                ? List.of()
                : alerts.findAll(ids).values().stream()
                        .filter(alert -> belongs(incident, alert))
                        .toList();
    }

    private static boolean belongs(Incident incident, StoredAlert alert) {
        return incident.alerts().contains(alert.id())
                || incident.alerts().contains(String.valueOf(alert.mergedInto()));
    }

    /** With those that they stand for. */
    private List<StoredAlert> withMerged(List<StoredAlert> leaders) {
        Set<String> merged = new LinkedHashSet<>();
        leaders.forEach(leader -> merged.addAll(leader.merged()));
        if (merged.isEmpty()) {
            return leaders;
        }
        Map<String, StoredAlert> all = new LinkedHashMap<>();
        leaders.forEach(leader -> all.put(leader.id(), leader));
        alerts.findAll(merged).forEach(all::putIfAbsent);
        return List.copyOf(all.values());
    }

    private Set<String> listed(String id) {
        Incident incident = incidents.find(id);
        return incident == null ? Set.of() : Set.copyOf(incident.alerts());
    }

    private static Set<String> ids(List<StoredAlert> all) {
        return all.stream().map(StoredAlert::id).collect(Collectors.toSet());
    }

    private static Set<String> ids(JsonNode array) {
        Set<String> ids = new LinkedHashSet<>();
        array.forEach(id -> ids.add(id.asText()));
        return ids;
    }

    private static void requireRoom(Incident incident, int more) {
        if (incident.alerts().size() + more > Incident.MAX_ALERTS) {
            throw ProblemException.conflict(
                    "Expected at most "
                            + Incident.MAX_ALERTS
                            + " alerts in one incident, but there would be "
                            + (incident.alerts().size() + more));
        }
    }

    private void requireFree(List<StoredAlert> all, String incident) {
        List<String> taken = new ArrayList<>();
        for (StoredAlert alert : all) {
            String other = alert.triage().incident();
            if (alert.mergedInto() != null && !incident.equals(other)) {
                taken.add(alert.id() + " is merged into " + alert.mergedInto());
            }
            if (other != null && !other.equals(incident)) {
                taken.add(alert.id() + " belongs to " + incidents.named(other));
            }
        }
        if (!taken.isEmpty()) {
            throw ProblemException.conflict(
                    "Expected alerts without an incident that stand for themselves, but "
                            + String.join(", ", taken));
        }
    }

    private static ProblemException tooOften() {
        return ProblemException.conflict(
                "Expected to change the alerts of the incident, but it changed too often. Try again");
    }

    /** The time of a change, in milliseconds. */
    static long at(JsonNode change) {
        String at = Json.text(change, "at");
        return at == null ? 0 : Instant.parse(at).toEpochMilli();
    }
}
