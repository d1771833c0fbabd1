package dev.tocsin.bridge.http.splunk;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The channel of a request: a GUID that the sender made up, by which it asks for acks. */
sealed interface Channel {
    /** The request names none. */
    record None() implements Channel {}

    /** The request names something else. */
    record Invalid() implements Channel {}

    /** The request names this one. */
    record Named(String id) implements Channel {}

    /** What a GUID looks like. */
    Pattern GUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** Reads it from the header {@code X-Splunk-Request-Channel} or the query. */
    static Channel of(Context ctx) {
        String header = ctx.header("X-Splunk-Request-Channel");
        return of(header == null ? ctx.queryParam("channel") : header);
    }

    /** Reads it from a text. */
    static Channel of(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return new None();
        }
        String id = text.strip().toLowerCase(Locale.ROOT);
        return GUID.matcher(id).matches() ? new Named(id) : new Invalid();
    }
}
