package dev.tocsin.desk.incident;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.Once;
import dev.tocsin.desk.http.IdempotencyKey;
import dev.tocsin.id.ContentId;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/**
 * The Idempotency-Key of a request: the same key with the same request makes one incident, however
 * often it is sent.
 *
 * @param key the caller's key, told apart by caller
 * @param request digest of the body
 */
record Idempotency(String key, String request) {
    /** That of a request, or null when it has none. */
    static @Nullable Idempotency of(Context ctx, String caller, JsonNode body) {
        String header = IdempotencyKey.of(ctx);
        if (header == null) {
            return null;
        }
        return new Idempotency(caller + ":" + header, ContentId.of(body.toString()));
    }

    /** That of a request to another route, which makes an incident as well; null without a key. */
    static @Nullable Idempotency of(Author author) {
        Once once = author.once();
        return once == null ? null : new Idempotency(once.key(), once.request());
    }
}
