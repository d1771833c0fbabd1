package dev.tocsin.desk.stream;

/** The kinds of messages that a reader may choose among. */
enum StreamType {
    /** Alerts and changes of their triage. */
    ALERT,

    /** Changes of incidents. */
    INCIDENT,

    /** Who looks at what, and who edits. */
    PRESENCE,

    /** How the desk and what is behind it are. */
    HEALTH
}
