package dev.tocsin.desk.auth;

/** How a caller showed who it is. */
public enum AuthMethod {
    /** An API key. */
    KEY,
    /** User name and password of a local account. */
    PASSWORD,
    /** A provider of OpenID Connect. */
    OIDC,
    /** A certificate of the client, over mutual TLS. */
    CERTIFICATE
}
