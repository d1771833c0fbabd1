package dev.tocsin.desk.http;

/**
 * Who may use a route. {@link #ADMIN} includes all others; {@link #RESPONDER} and {@link
 * #RULE_AUTHOR} include {@link #ANALYST} and not each other; {@link #ANALYST} includes {@link
 * #VIEWER}.
 */
public enum Access {
    /** Anyone, without a key. */
    PUBLIC,
    /** May read. */
    VIEWER,
    /** May also work alerts and incidents. */
    ANALYST,
    /** May also act on systems: block, contain, respond. */
    RESPONDER,
    /** May also change what is detected: rules, pipelines, lists they read. */
    RULE_AUTHOR,
    /** May also give out keys, tokens and accounts, and read the audit. */
    ADMIN
}
