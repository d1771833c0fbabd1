package dev.tocsin.desk.alert;

import dev.tocsin.desk.change.Author;
import java.util.Objects;
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
        return change(alertId, author, null, incident);
    }

    /** Frees an alert from an incident, unless it is tied to another one, or to none. */
    public void unlink(String alertId, String incident, Author author) {
        change(alertId, author, incident, null);
    }

    /** The incident that the alert is tied to then. */
    private @Nullable String change(
            String alertId, Author author, @Nullable String from, @Nullable String to) {
        for (int i = 0; i < MAX_TRIES; i++) {
            StoredAlert alert = alerts.find(alertId);
            if (alert == null) {
                return null;
            }
            Triage triage = alert.triage();
            if (!Objects.equals(triage.incident(), from)) {
                return triage.incident();
            }
            if (alerts.triage(alert, triage.withIncident(to), null, author) != null) {
                return to;
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
