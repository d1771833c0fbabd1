package dev.tocsin.bridge.http.splunk;

import io.javalin.http.Context;

/** Cuts the body of a request into its events. */
sealed interface HecReader permits EnvelopeReader, LineReader {
    /** Whether the body may be any text, and not JSON alone. */
    boolean takesText();

    /** Adds the events in the body's order, until a limit is reached. */
    void read(byte[] body, Context ctx, HecItems items);
}
