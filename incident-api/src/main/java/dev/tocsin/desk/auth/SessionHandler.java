package dev.tocsin.desk.auth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Body;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Log in with a key, see who one is, log out. */
public final class SessionHandler {
    /** The name of the session's cookie. */
    public static final String COOKIE = "tocsin_session";

    private static final String PATH = "/api/v1/session";
    private static final int MAX_KEY = 512;

    private final Authenticator authenticator;
    private final SessionStore sessions;
    private final boolean tls;

    /**
     * @param tls whether callers come over HTTPS: then the cookie is {@code Secure}
     */
    public SessionHandler(Authenticator authenticator, SessionStore sessions, boolean tls) {
        this.authenticator = authenticator;
        this.sessions = sessions;
        this.tls = tls;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                Route.get(PATH, Access.VIEWER, this::show),
                Route.post(PATH, Access.PUBLIC, this::open),
                Route.delete(PATH, Access.VIEWER, this::close));
    }

    private void show(Context ctx) {
        Responses.json(ctx, 200, json(Gate.principal(ctx), Gate.principal(ctx).csrf()));
    }

    private void open(Context ctx) {
        Fields fields = new Fields(Body.object(ctx), Set.of("key"));
        String secret = fields.text("key", MAX_KEY);
        fields.check();
        Principal principal = authenticator.byKey(secret);
        if (principal == null) {
            throw ProblemException.unauthenticated(
                    "Expected a valid API key, but this one is unknown, deleted or expired");
        }
        String token = sessions.open(principal.keyId());
        cookie(ctx, token, SessionStore.LIFETIME.toSeconds());
        Responses.json(ctx, 200, json(principal, Secrets.csrf(token)));
    }

    private void close(Context ctx) {
        String token = ctx.cookie(COOKIE);
        if (token != null) {
            sessions.close(token);
        }
        cookie(ctx, "", 0);
        ctx.status(204);
    }

    private void cookie(Context ctx, String token, long maxAgeSeconds) {
        ctx.header(
                "Set-Cookie",
                COOKIE
                        + "="
                        + token
                        + "; Path=/; HttpOnly; SameSite=Strict; Max-Age="
                        + maxAgeSeconds
                        + (tls ? "; Secure" : ""));
    }

    private static ObjectNode json(Principal principal, @Nullable String csrf) {
        ObjectNode json = Json.object();
        json.set("scopes", Json.MAPPER.valueToTree(principal.scopes()));
        return json.put("key_id", principal.keyId())
                .put("name", principal.name())
                .put("role", Texts.name(principal.role()))
                .put("csrf", csrf);
    }
}
