package dev.tocsin.bridge.http;

/** What reading a request's body gave. */
sealed interface Body {
    /**
     * All of it.
     *
     * @param taken bytes that were taken from the budget for it, to be given back
     */
    record Read(byte[] bytes, int taken) implements Body {}

    /** More than the limit. */
    record TooLarge() implements Body {}

    /** No memory is free for it. */
    record Overloaded() implements Body {}
}
