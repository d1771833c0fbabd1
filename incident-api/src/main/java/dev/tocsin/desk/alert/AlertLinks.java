package dev.tocsin.desk.alert;

import dev.tocsin.desk.change.Author;
import org.jspecify.annotations.Nullable;

/** Ties alerts to the incident that they belong to. */
public final class AlertLinks {
    private static final int MAX_TRIES = 20;

    private final AlertStore alerts;

    public AlertLinks(AlertStore alerts) {
        this.alerts = alerts;
    }

    /**
     * Ties an alert to an incident, unless it is tied to one already.
     *
     * @return the incident that it is tied to now; null when there is no such alert
     */
    public @Nullable String link(String alertId, String incident, Author author) {
        for (int i = 0; i < MAX_TRIES; i++) {
            StoredAlert alert = alerts.find(alertId);
            if (alert == null) {
                return null;
            }
            Triage triage = alert.triage();
            if (triage.incident() != null) {
                return triage.incident();
            }
            Triage linked =
                    new Triage(triage.status(), triage.assignee(), triage.verdict(), incident);
            if (alerts.triage(alert, linked, null, author) != null) {
                return incident;
            }
        }
        throw new IllegalStateException(
                "Expected to change the alert "
                        + alertId
                        + ", but it changed "
                        + MAX_TRIES
                        + " times");
    }
}
