package dev.tocsin.desk.auth.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.tocsin.desk.auth.SessionStore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who is logged in by the provider, as far as the provider may end it. */
final class LoggedIn {
    private final OidcStore store;
    private final SessionStore sessions;

    LoggedIn(OidcStore store, SessionStore sessions) {
        this.store = store;
        this.sessions = sessions;
    }

    /**
     * Ends sessions. One of the two is there.
     *
     * @param who whose; null when the provider names its own session alone
     * @param session what the provider calls the session that they were opened from; null for all
     */
    void end(@Nullable String who, @Nullable String session) {
        if (session != null) {
            store.opened(who, session).forEach(sessions::end);
        } else if (who != null) {
            sessions.closeAll(who, null);
        }
    }

    /** Whether a token has done its work. */
    boolean isDone(JWTClaimsSet token) {
        return store.isUsed(mark(token));
    }

    /** Says so: after the sessions are ended, for the provider comes again when that fails. */
    void done(JWTClaimsSet token) {
        Instant end = token.getExpirationTime().toInstant().plus(ClaimRules.LEEWAY);
        store.use(mark(token), end.toEpochMilli());
    }

    private static String mark(JWTClaimsSet token) {
        return "log-out " + token.getJWTID();
    }
}
