package dev.tocsin.desk.auth.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.auth.Secrets;
import dev.tocsin.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A log-in under way: what the desk must remember between sending a browser to the provider and
 * getting it back.
 *
 * @param state repeated by the provider's answer: the answer belongs to this browser (RFC 6749
 *     10.12)
 * @param nonce repeated by the ID token: the token is of this log-in (OpenID Connect Core 3.1.2.1)
 * @param verifier shown with the code: the code is used by whom it was asked for (RFC 7636)
 * @param issuer whom the browser was sent to
 * @param returnTo where the browser goes after it
 * @param expiresAtMs when it is too late
 */
record LogInState(
        String state,
        String nonce,
        String verifier,
        String issuer,
        String returnTo,
        long expiresAtMs) {

    static LogInState begin(Secrets secrets, String issuer, String returnTo, long expiresAtMs) {
        return new LogInState(
                secrets.next(), secrets.next(), secrets.next(), issuer, returnTo, expiresAtMs);
    }

    /** What the provider is told of the verifier: its SHA-256 (method S256). */
    String challenge() {
        return Secrets.digest(verifier);
    }

    ObjectNode toJson() {
        return Json.object()
                .put("s", state)
                .put("n", nonce)
                .put("v", verifier)
                .put("i", issuer)
                .put("r", returnTo)
                .put("x", expiresAtMs);
    }

    /** What {@link #toJson} wrote; null when members are missing. */
    static @Nullable LogInState from(JsonNode json) {
        String state = Json.text(json, "s");
        String nonce = Json.text(json, "n");
        String verifier = Json.text(json, "v");
        String issuer = Json.text(json, "i");
        String returnTo = Json.text(json, "r");
        if (state == null
                || nonce == null
                || verifier == null
                || issuer == null
                || returnTo == null) {
            return null;
        }
        return new LogInState(state, nonce, verifier, issuer, returnTo, json.path("x").asLong());
    }
}
