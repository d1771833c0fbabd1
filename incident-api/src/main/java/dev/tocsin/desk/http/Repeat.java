package dev.tocsin.desk.http;

/** What a request gets that is sent again with the Idempotency-Key of one that was answered. */
public enum Repeat {
    /** The route takes no key: to do it again changes nothing, or the body itself says so. */
    UNKEYED,

    /** The answer of the first. */
    ANSWERED,

    /** A refusal: the answer had a secret that is shown once and never kept. */
    REFUSED,

    /** What the route's own store says: it keeps the key with what the request made. */
    OWN
}
