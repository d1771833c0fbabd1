package dev.tocsin.desk.http;

/** Who may use a route. Roles above include the roles below. */
public enum Access {
    /** Anyone, without a key. */
    PUBLIC,
    /** May read. */
    VIEWER,
    /** May read and write. */
    ANALYST,
    /** May also give out keys. */
    ADMIN
}
