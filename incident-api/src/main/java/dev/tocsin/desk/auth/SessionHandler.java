package dev.tocsin.desk.auth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Body;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Log in with a key or a password, see who one is and which sessions one has, log out, end others.
 */
public final class SessionHandler {
    private static final String PATH = "/api/v1/session";
    private static final String ALL = "/api/v1/sessions";
    private static final int MAX_KEY = 512;
    private static final int MAX_USER = 64;
    private static final int MAX_PASSWORD = 256;

    private final Authenticator authenticator;
    private final SessionStore store;
    private final Sessions sessions;
    private final PasswordLogIn people;
    private final Consumer<Context> limit;

    /**
     * @param people logs in those who have a password
     * @param limit refuses an address that tries too often
     */
    public SessionHandler(
            Authenticator authenticator,
            SessionStore store,
            Sessions sessions,
            PasswordLogIn people,
            Consumer<Context> limit) {
        this.authenticator = authenticator;
        this.store = store;
        this.sessions = sessions;
        this.people = people;
        this.limit = limit;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                Route.get(PATH, Access.VIEWER, ctx -> show(ctx, Gate.principal(ctx))),
                Route.post(PATH, Access.PUBLIC, this::open),
                Route.delete(PATH, Access.VIEWER, this::close),
                Route.get(ALL, Access.VIEWER, this::list),
                Route.delete(ALL, Access.VIEWER, this::closeOthers),
                Route.delete(ALL + "/{id}", Access.VIEWER, this::closeOne));
    }

    private void open(Context ctx) {
        limit.accept(ctx);
        Fields fields = new Fields(Body.object(ctx), Set.of("key", "user", "password"));
        if (fields.has("key")) {
            String secret = fields.secret("key", MAX_KEY);
            fields.check();
            show(ctx, byKey(ctx, secret));
            return;
        }
        String user = fields.text("user", MAX_USER);
        String password = fields.secret("password", MAX_PASSWORD);
        fields.check();
        show(ctx, people.logIn(ctx, user, password));
    }

    private Principal byKey(Context ctx, String secret) {
        Principal principal = authenticator.byKey(secret);
        if (principal == null) {
            String why = "Expected a valid API key, but this one is unknown, deleted or expired";
            sessions.refused(ctx, "POST " + PATH, why);
            throw ProblemException.unauthenticated(why);
        }
        return sessions.begin(ctx, principal.who());
    }

    private void close(Context ctx) {
        sessions.end(ctx);
        ctx.status(204);
    }

    private void list(Context ctx) {
        new QueryParams(ctx, Set.of()).check();
        Session own = Gate.principal(ctx).session();
        Responses.page(
                ctx,
                store.of(Gate.principal(ctx).id()).stream()
                        .map(
                                one ->
                                        one.toJson()
                                                .put(
                                                        "current",
                                                        own != null && one.id().equals(own.id())))
                        .toList(),
                null);
    }

    private void closeOthers(Context ctx) {
        Session own = Gate.principal(ctx).session();
        note(ctx, "other_sessions_ended", Gate.principal(ctx).id());
        store.closeAll(Gate.principal(ctx).id(), own == null ? null : own.hash());
        ctx.status(204);
    }

    private void closeOne(Context ctx) {
        note(ctx, "session_ended", ctx.pathParam("id"));
        if (!store.close(Gate.principal(ctx).id(), ctx.pathParam("id"))) {
            throw ProblemException.notFound(
                    "a session of yours with the id " + ctx.pathParam("id"));
        }
        ctx.status(204);
    }

    private void note(Context ctx, String action, String subject) {
        sessions.note(ctx, action, Gate.principal(ctx).name(), subject);
    }

    private static void show(Context ctx, Principal principal) {
        Session session = principal.session();
        ObjectNode json = Json.object();
        json.set("roles", Json.MAPPER.valueToTree(Role.names(principal.who().roles())));
        json.set("scopes", Json.MAPPER.valueToTree(principal.scopes()));
        json.put("id", principal.id())
                .put("key_id", principal.who().method() == AuthMethod.KEY ? principal.id() : null)
                .put("name", principal.name())
                .put("role", Texts.name(principal.role()))
                .put("method", Texts.name(principal.who().method()))
                .put("csrf", principal.csrf())
                .put("expires_at", session == null ? null : Texts.time(session.expiresAtMs()));
        Responses.json(ctx, 200, json);
    }
}
