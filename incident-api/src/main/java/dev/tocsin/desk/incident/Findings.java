package dev.tocsin.desk.incident;

import dev.tocsin.desk.alert.StoredAlert;
import dev.tocsin.desk.change.Author;
import java.util.List;

/** Keeps what alerts say of addresses, users and techniques in the incident that they came to. */
@FunctionalInterface
public interface Findings {
    /**
     * Keeps it. Does nothing for what is there already, or was and was deleted.
     *
     * @param atMs when the alerts came to the incident: the same for the same coming
     */
    void keep(Incident incident, List<StoredAlert> alerts, long atMs, Author author);
}
