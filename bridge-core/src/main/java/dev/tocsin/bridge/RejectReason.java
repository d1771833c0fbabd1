package dev.tocsin.bridge;

import java.util.Locale;

/** Why events were neither published nor kept as dead letters. */
public enum RejectReason {
    /** No memory was free for them; the sender was told to come again. */
    OVERLOADED,
    /** Kafka did not acknowledge them; the sender was told to come again. */
    UNAVAILABLE,
    /** One item is too large for a record. */
    EVENT_TOO_LARGE,
    /** The body is too large, or holds too many items. */
    BODY_TOO_LARGE,
    /** The sender was told that it sent this before. */
    DUPLICATE;

    /** The label in metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
