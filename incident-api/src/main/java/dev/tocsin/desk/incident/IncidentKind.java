package dev.tocsin.desk.incident;

/** Whether it is known to be an incident, or is looked into to know. */
public enum IncidentKind {
    INVESTIGATION,
    INCIDENT
}
