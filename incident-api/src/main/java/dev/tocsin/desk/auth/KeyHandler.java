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
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** API keys: list, make, delete. */
public final class KeyHandler {
    private static final int MAX_NAME = 100;
    private static final int MAX_TIME = 40;

    private final KeyStore keys;
    private final InstantSource clock;

    public KeyHandler(KeyStore keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/keys", Access.ADMIN, this::list),
                Route.post("/api/v1/keys", Access.ADMIN, this::create),
                Route.delete("/api/v1/keys/{id}", Access.ADMIN, this::delete));
    }

    private void list(Context ctx) {
        new QueryParams(ctx, Set.of()).check();
        Responses.page(ctx, keys.list().stream().map(ApiKey::toJson).toList(), null);
    }

    private void create(Context ctx) {
        Fields fields = new Fields(Body.object(ctx), Set.of("name", "role", "expires_at"));
        String name = fields.text("name", MAX_NAME);
        Role role = fields.optionalEnum("role", Role.class);
        Long expires =
                fields.optional("expires_at", MAX_TIME, text -> Texts.timeToCome(text, clock));
        if (role == null && !fields.has("role")) {
            fields.fault("role", "Expected one of viewer, analyst, admin, but found none");
        }
        fields.notNull("role");
        fields.check();
        KeyStore.Created created =
                keys.create(
                        name,
                        role == null ? Role.VIEWER : role,
                        Gate.principal(ctx).name(),
                        expires);
        ObjectNode document = created.key().toJson();
        document.put("key", created.secret());
        ctx.header("Location", "/api/v1/keys/" + created.key().id());
        Responses.json(ctx, 201, document);
    }

    private void delete(Context ctx) {
        if (!keys.delete(ctx.pathParam("id"))) {
            throw ProblemException.notFound("a key with the id " + ctx.pathParam("id"));
        }
        ctx.status(204);
    }
}
