package dev.tocsin.desk.alert;

import dev.tocsin.desk.change.Author;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Ties alerts to the incident that they belong to. */
public final class AlertLinks {
    private static final int MAX_TRIES = 20;

    private final AlertStore alerts;

    public AlertLinks(AlertStore alerts) {
        this.alerts = alerts;
    }

    /** Ties alerts to an incident, but for those that are tied to one already. */
    public void link(Collection<String> ids, String incident, Author author) {
        change(ids, author, null, incident);
    }

    /** Frees alerts from an incident, but for those that are tied to another one, or to none. */
    public void unlink(Collection<String> ids, String incident, Author author) {
        change(ids, author, incident, null);
    }

    private void change(
            Collection<String> ids, Author author, @Nullable String from, @Nullable String to) {
        Collection<String> left = ids;
        for (int i = 0; !left.isEmpty(); i++) {
            if (i == MAX_TRIES) {
                throw new IllegalStateException(
                        "Expected to change the alerts "
                                + String.join(", ", left)
                                + ", but they changed "
                                + MAX_TRIES
                                + " times");
            }
            left = untied(left, author, from, to);
        }
    }

    /** Those that were to be tied, and had changed since they were read. */
    private List<String> untied(
            Collection<String> ids, Author author, @Nullable String from, @Nullable String to) {
        List<String> untied = new ArrayList<>();
        for (StoredAlert alert : alerts.findAll(ids).values()) {
            Triage triage = alert.triage();
            if (Objects.equals(triage.incident(), from)
                    && alerts.triage(alert, triage.withIncident(to), null, author) == null) {
                untied.add(alert.id());
            }
        }
        return untied;
    }
}
