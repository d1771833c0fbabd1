package dev.tocsin.desk.incident;

/** Where an incident stands (OCSF, incident finding). */
public enum IncidentStatus {
    NEW,
    IN_PROGRESS,
    ON_HOLD,
    RESOLVED,
    CLOSED
}
