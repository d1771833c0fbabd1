package dev.tocsin.desk.change;

/** What kind of thing a change is about. */
public enum Kind {
    ACCOUNT,
    ALERT,
    CUSTOM_FIELD,
    INCIDENT,
    INCIDENT_TEMPLATE,
    INGEST_TOKEN,
    LIST,
    SUPPRESSION,
    SLA
}
