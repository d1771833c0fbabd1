package dev.tocsin.desk.incident;

/** What is being done about an incident; where it ended when it is closed. */
public enum Phase {
    IDENTIFICATION,
    CONTAINMENT,
    ERADICATION,
    RECOVERY,
    LESSONS_LEARNED,
    CLOSED
}
