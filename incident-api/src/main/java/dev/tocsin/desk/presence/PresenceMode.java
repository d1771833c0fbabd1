package dev.tocsin.desk.presence;

/** What somebody does with an alert or an incident. */
public enum PresenceMode {
    /** Looks at it. */
    VIEWING,

    /** Edits it, or one field of it. */
    EDITING,

    /** Does neither any more. */
    LEFT
}
