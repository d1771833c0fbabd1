package dev.tocsin.desk.auth;

import io.javalin.http.Context;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who calls: by {@code Authorization: Bearer <key>}, else by the session's cookie, else
 * by the certificate of the connection.
 */
public final class Authenticator {
    private static final String SCHEME = "bearer ";
    private static final int MAX_SECRET = 512;

    private final KeyStore keys;
    private final SessionStore store;
    private final Sessions sessions;
    private final Machines machines;
    private final Map<AuthMethod, Standing> standings = new EnumMap<>(AuthMethod.class);

    /**
     * @param machines those that show nothing in a request
     * @param standings of those methods whose sessions must be looked after at every request; keys
     *     are known
     */
    public Authenticator(
            KeyStore keys,
            SessionStore store,
            Sessions sessions,
            Machines machines,
            Map<AuthMethod, Standing> standings) {
        this.keys = keys;
        this.store = store;
        this.sessions = sessions;
        this.machines = machines;
        this.standings.putAll(standings);
        this.standings.put(AuthMethod.KEY, session -> ofKey(session.who().id()));
    }

    /** The caller, or null when there is no valid key or session. */
    public @Nullable Principal authenticate(Context ctx) {
        String header = ctx.header("Authorization");
        if (header != null) {
            return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                    ? byKey(header.substring(SCHEME.length()).strip())
                    : null;
        }
        String token = sessions.token(ctx);
        return token == null ? byConnection(ctx) : bySession(token);
    }

    private @Nullable Principal byConnection(Context ctx) {
        Identity who = machines.identify(ctx);
        return who == null ? null : Principal.without(who);
    }

    /** The caller of a key, or null. */
    public @Nullable Principal byKey(String secret) {
        if (secret.isEmpty() || secret.length() > MAX_SECRET) {
            return null;
        }
        ApiKey key = keys.find(secret);
        return key == null ? null : Principal.without(Identity.of(key));
    }

    /** Whether a caller whom we let in earlier would still be let in, and as the same. */
    public boolean isStillValid(Principal principal) {
        Session session = principal.session();
        if (session != null) {
            Session now = store.peek(session.hash());
            return now != null && principal.who().equals(standing(now));
        }
        return principal.who().method() != AuthMethod.KEY
                || principal.who().equals(ofKey(principal.id()));
    }

    private @Nullable Principal bySession(String token) {
        Session session = store.use(token);
        Identity who = session == null ? null : standing(session);
        return who == null ? null : new Principal(who, session, Secrets.csrf(token));
    }

    private @Nullable Identity standing(Session session) {
        return standings.getOrDefault(session.who().method(), Standing.AS_OPENED).now(session);
    }

    private @Nullable Identity ofKey(String id) {
        ApiKey key = keys.findById(id);
        return key == null ? null : Identity.of(key);
    }
}
