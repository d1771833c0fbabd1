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

    /** Forgets what stands and falls with an alert that belongs to the incident no more. */
    default void drop(String incident, String alert) {}

    /** What several keep. */
    static Findings all(List<Findings> of) {
        return new Findings() {
            @Override
            public void keep(
                    Incident incident, List<StoredAlert> alerts, long atMs, Author author) {
                of.forEach(one -> one.keep(incident, alerts, atMs, author));
            }

            @Override
            public void drop(String incident, String alert) {
                of.forEach(one -> one.drop(incident, alert));
            }
        };
    }
}
