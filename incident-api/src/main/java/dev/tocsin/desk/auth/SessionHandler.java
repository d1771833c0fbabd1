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

/** Log in with a key, see who one is and which sessions one has, log out, end others. */
public final class SessionHandler {
    private static final String PATH = "/api/v1/session";
    private static final String ALL = "/api/v1/sessions";
    private static final int MAX_KEY = 512;

    private final Authenticator authenticator;
    private final SessionStore store;
    private final Sessions sessions;

    public SessionHandler(Authenticator authenticator, SessionStore store, Sessions sessions) {
        this.authenticator = authenticator;
        this.store = store;
        this.sessions = sessions;
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
        Fields fields = new Fields(Body.object(ctx), Set.of("key"));
        String secret = fields.text("key", MAX_KEY);
        fields.check();
        Principal principal = authenticator.byKey(secret);
        if (principal == null) {
            String why = "Expected a valid API key, but this one is unknown, deleted or expired";
            sessions.refused(ctx, "POST " + PATH, why);
            throw ProblemException.unauthenticated(why);
        }
        show(ctx, sessions.begin(ctx, principal.who()));
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
        json.set("roles", Json.MAPPER.valueToTree(names(principal)));
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

    private static List<String> names(Principal principal) {
        return principal.who().roles().stream().map(Texts::name).toList();
    }
}
