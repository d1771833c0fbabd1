package dev.tocsin.desk.alert;

/** Where an alert stands with the people who work it. */
public enum Status {
    NEW,
    IN_PROGRESS,
    ON_HOLD,
    RESOLVED,
    CLOSED,
    SUPPRESSED
}
