package dev.tocsin.desk.alert;

import dev.tocsin.desk.auth.Principal;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.http.Fault;
import dev.tocsin.desk.http.ProblemException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings those alerts of a selection to an incident that can be. */
final class BulkIncidents {
    private final AlertStore alerts;
    private final AlertIncidents incidents;

    BulkIncidents(AlertStore alerts, AlertIncidents incidents) {
        this.alerts = alerts;
        this.incidents = incidents;
    }

    /**
     * Opens one incident of them.
     *
     * @return its id; null when none of them could be escalated
     */
    @Nullable String escalate(
            BulkAction.Escalate order,
            Map<String, StoredAlert> able,
            Principal caller,
            Author author,
            BulkResults results) {
        requireFew(able.size());
        AlertIncidents.Opening opening = incidents.opening(order.incident(), caller, author);
        String made = opening.made();
        List<StoredAlert> free = free(able.values(), made, results);
        if (free.isEmpty()) {
            return made;
        }
        String incident = made == null ? opening.of(free) : made;
        arrived(incident, free, results);
        return incident;
    }

    /** Attaches them to an incident that is there. */
    void attach(
            String incident, Map<String, StoredAlert> able, Author author, BulkResults results) {
        requireFew(able.size());
        List<StoredAlert> free = free(able.values(), incident, results);
        try {
            if (!free.isEmpty()) {
                incidents.attach(incident, free, author);
            }
            arrived(incident, free, results);
        } catch (ProblemException e) {
            results.failed(free, e.problem());
        }
    }

    private void requireFew(int count) {
        if (count > incidents.most()) {
            throw ProblemException.invalid(
                    List.of(
                            new Fault(
                                    "/alerts",
                                    "Expected at most "
                                            + incidents.most()
                                            + " alerts of one incident, but found "
                                            + count)));
        }
    }

    /** Those that belong to no incident but that one, and stand for themselves. */
    private List<StoredAlert> free(
            Collection<StoredAlert> able, @Nullable String incident, BulkResults results) {
        return able.stream()
                .filter(
                        alert -> {
                            String refusal = refusal(alert, incident);
                            if (refusal != null) {
                                results.failed(alert.id(), 409, refusal, alert);
                            }
                            return refusal == null;
                        })
                .toList();
    }

    private @Nullable String refusal(StoredAlert alert, @Nullable String incident) {
        String own = alert.triage().incident();
        return own == null || own.equals(incident)
                ? alert.refusal()
                : "Expected an alert without an incident, but "
                        + alert.id()
                        + " belongs to "
                        + incidents.named(own);
    }

    private void arrived(String incident, List<StoredAlert> free, BulkResults results) {
        Map<String, StoredAlert> now = alerts.findAll(free.stream().map(StoredAlert::id).toList());
        for (StoredAlert before : free) {
            StoredAlert alert = now.getOrDefault(before.id(), before);
            String refusal = refusal(alert, incident);
            if (refusal == null) {
                results.done(alert);
            } else {
                results.failed(alert.id(), 409, refusal, alert);
            }
        }
    }
}
