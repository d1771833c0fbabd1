package dev.tocsin.alert;

import java.util.Locale;

/** What a revision says of its alert. */
public enum AlertState {
    /** The episode may still grow. */
    OPEN,
    /** The episode has ended; no further revision is expected. */
    FINAL,
    /** Late evidence showed that there was nothing. */
    RETRACTED,
    /** The condition has ended (absence: the group was heard again). */
    RESOLVED,
    /** Late evidence joined this episode with an earlier one, whose alert survives. */
    SUPERSEDED;

    /** Lower case, as on the wire. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the lower-case name.
     *
     * @throws IllegalArgumentException when there is no such state
     */
    public static AlertState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
