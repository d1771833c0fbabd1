package dev.tocsin.desk.auth;

import io.javalin.http.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds out who calls: by {@code Authorization: Bearer <key>}, else by the session's cookie. */
public final class Authenticator {
    private static final String SCHEME = "bearer ";
    private static final int MAX_SECRET = 512;

    private final KeyStore keys;
    private final SessionStore sessions;

    public Authenticator(KeyStore keys, SessionStore sessions) {
        this.keys = keys;
        this.sessions = sessions;
    }

    /** The caller, or null when there is no valid key or session. */
    public @Nullable Principal authenticate(Context ctx) {
        String header = ctx.header("Authorization");
        if (header != null) {
            return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                    ? byKey(header.substring(SCHEME.length()).strip())
                    : null;
        }
        String cookie = ctx.cookie(SessionHandler.COOKIE);
        return cookie == null ? null : bySession(cookie);
    }

    /** The caller of a key, or null. */
    public @Nullable Principal byKey(String secret) {
        if (secret.isEmpty() || secret.length() > MAX_SECRET) {
            return null;
        }
        ApiKey key = keys.find(secret);
        return key == null ? null : Principal.of(key, null);
    }

    /** Whether a caller whom we let in earlier would still be let in. */
    public boolean isStillValid(Principal principal) {
        ApiKey key = keys.findById(principal.keyId());
        return key != null
                && key.role() == principal.role()
                && Objects.equals(key.scopes(), principal.scopes());
    }

    private @Nullable Principal bySession(String token) {
        if (token.length() > MAX_SECRET) {
            return null;
        }
        String keyId = sessions.keyOf(token);
        ApiKey key = keyId == null ? null : keys.findById(keyId);
        return key == null ? null : Principal.of(key, Secrets.csrf(token));
    }
}
