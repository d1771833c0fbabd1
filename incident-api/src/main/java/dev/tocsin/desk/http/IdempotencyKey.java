package dev.tocsin.desk.http;

import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The header by which a caller says that a request is the one that it has sent before. */
public final class IdempotencyKey {
    /** Its name. */
    public static final String HEADER = "Idempotency-Key";

    private static final int MAX_LENGTH = 200;

    private IdempotencyKey() {}

    /**
     * That of a request, or null when it has none.
     *
     * @throws ProblemException 400 when it is blank or too long
     */
    public static @Nullable String of(Context ctx) {
        String key = ctx.header(HEADER);
        if (key != null && (key.isBlank() || key.length() > MAX_LENGTH)) {
            throw ProblemException.parameters(
                    List.of(
                            new Fault(
                                    HEADER,
                                    "Expected 1 to "
                                            + MAX_LENGTH
                                            + " characters, but found "
                                            + key.length())));
        }
        return key;
    }

    /** 409: what the request made had a secret, which is not told twice. */
    public static ProblemException secret() {
        return ProblemException.conflict(
                "Expected a new Idempotency-Key, but this one has made what it was to make. The answer had a secret, which is shown once: when it did not arrive, delete what was made and make another");
    }

    /** 409: what the request made is there no more. */
    public static ProblemException gone() {
        return ProblemException.conflict(
                "Expected a new Idempotency-Key, but what this one made was deleted since");
    }

    /**
     * What the request made before.
     *
     * @param found null when it is there no more
     * @throws ProblemException 409 then
     */
    public static <T> T made(@Nullable T found) {
        if (found == null) {
            throw gone();
        }
        return found;
    }

    /**
     * 422: the key was used for another request.
     *
     * @param made what the other request made, for the message
     */
    public static ProblemException used(String made) {
        return ProblemException.of(
                422,
                "idempotency",
                "The Idempotency-Key was used for another request",
                "Expected the same body as in the request that made "
                        + made
                        + ", but found another one. Use a new Idempotency-Key");
    }
}
