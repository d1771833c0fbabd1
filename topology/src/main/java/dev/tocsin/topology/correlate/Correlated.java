package dev.tocsin.topology.correlate;

import dev.tocsin.alert.Alert;

/** What comes of a contribution. */
public sealed interface Correlated {
    /** A revision of an alert. */
    record Alerted(Alert alert) implements Correlated {}

    /**
     * A contribution that goes to the topic of matches again: that of an inner correlation to an
     * outer one, or one that waits for its definition.
     *
     * @param contribution in its wire form
     */
    record Returned(byte[] contribution) implements Correlated {}
}
