package dev.tocsin.desk.auth.oidc;

import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the provider sends a browser back with (RFC 6749 4.1.2, RFC 9207). Other parameters, of
 * which providers have many, are left alone.
 *
 * @param state empty when there is none
 * @param code null when there is none
 * @param error null when there is none
 * @param issuer who answers; null when it does not say
 */
record CallbackParams(
        String state, @Nullable String code, @Nullable String error, @Nullable String issuer) {
    private static final int MAX_LENGTH = 4_000;

    /**
     * Reads the parameters.
     *
     * @throws LogInException when one is there twice or too long
     */
    static CallbackParams of(Context ctx) throws LogInException {
        String state = one(ctx, "state");
        return new CallbackParams(
                state == null ? "" : state, one(ctx, "code"), one(ctx, "error"), one(ctx, "iss"));
    }

    private static @Nullable String one(Context ctx, String name) throws LogInException {
        List<String> values = ctx.queryParams(name);
        if (values.size() > 1 || values.stream().anyMatch(v -> v.length() > MAX_LENGTH)) {
            throw LogInException.lost(
                    "Expected the parameter %s once and of at most %d characters, but found more"
                            .formatted(name, MAX_LENGTH));
        }
        return values.isEmpty() || values.getFirst().isEmpty() ? null : values.getFirst();
    }
}
