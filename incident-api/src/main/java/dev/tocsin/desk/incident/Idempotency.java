package dev.tocsin.desk.incident;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.desk.http.Fault;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.id.ContentId;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Idempotency-Key of a request: the same key with the same request makes one incident, however
 * often it is sent.
 *
 * @param key the caller's key, told apart by caller
 * @param request digest of the body
 */
record Idempotency(String key, String request) {
    private static final String HEADER = "Idempotency-Key";
    private static final int MAX_LENGTH = 200;

    /** That of a request, or null when it has none. */
    static @Nullable Idempotency of(Context ctx, String caller, JsonNode body) {
        String header = ctx.header(HEADER);
        if (header == null) {
            return null;
        }
        if (header.isBlank() || header.length() > MAX_LENGTH) {
            throw ProblemException.parameters(
                    List.of(
                            new Fault(
                                    HEADER,
                                    "Expected 1 to "
                                            + MAX_LENGTH
                                            + " characters, but found "
                                            + header.length())));
        }
        return new Idempotency(caller + ":" + header, ContentId.of(body.toString()));
    }
}
