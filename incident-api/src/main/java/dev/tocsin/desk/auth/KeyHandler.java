package dev.tocsin.desk.auth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.change.Once;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Body;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.http.IdempotencyKey;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.limit.ClientAddress;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** API keys: list, make, delete. */
public final class KeyHandler {
    private static final int MAX_NAME = 100;
    private static final int MAX_TIME = 40;

    private final KeyStore keys;
    private final SecurityLog log;
    private final ClientAddress addresses;
    private final InstantSource clock;
    private final Supplier<Set<String>> scopes;

    /**
     * @param log told of every key that is made or deleted, before it is
     * @param scopes all scopes that there are
     */
    public KeyHandler(
            KeyStore keys,
            SecurityLog log,
            ClientAddress addresses,
            InstantSource clock,
            Supplier<Set<String>> scopes) {
        this.keys = keys;
        this.log = log;
        this.addresses = addresses;
        this.clock = clock;
        this.scopes = scopes;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/keys", Access.ADMIN, this::list),
                Route.makingSecret("/api/v1/keys", Access.ADMIN, this::create),
                Route.delete("/api/v1/keys/{id}", Access.ADMIN, this::delete));
    }

    private void list(Context ctx) {
        new QueryParams(ctx, Set.of()).check();
        Responses.page(ctx, keys.list().stream().map(ApiKey::toJson).toList(), null);
    }

    private void create(Context ctx) {
        Fields fields =
                new Fields(Body.object(ctx), Set.of("name", "role", "scopes", "expires_at"));
        String name = fields.text("name", MAX_NAME);
        Role role = fields.optionalEnum("role", Role.class);
        Long expires =
                fields.optional("expires_at", MAX_TIME, text -> Texts.timeToCome(text, clock));
        if (role == null && !fields.has("role")) {
            fields.fault("role", "Expected one of " + Texts.names(Role.class) + ", but found none");
        }
        List<String> wanted = scopes(fields, Gate.principal(ctx));
        fields.notNull("role");
        fields.check();
        KeyStore.Created created =
                keys.make(
                        Once.of(ctx),
                        name,
                        role == null ? Role.VIEWER : role,
                        wanted,
                        Gate.principal(ctx).name(),
                        expires);
        if (keys.isThere(created.key().id())) {
            throw IdempotencyKey.secret();
        }
        ObjectNode document = created.key().toJson();
        note(ctx, "key_created", created.key().id(), document.deepCopy());
        keys.add(created);
        document.put("key", created.secret());
        ctx.header("Location", "/api/v1/keys/" + created.key().id());
        Responses.json(ctx, 201, document);
    }

    /** A key never makes one that reaches farther than itself. */
    private @Nullable List<String> scopes(Fields fields, Principal maker) {
        List<String> wanted = fields.optionalTexts("scopes", Scope.MAX_SCOPES, Scope.MAX_LENGTH);
        if (wanted == null) {
            if (maker.scopes() != null) {
                fields.fault(
                        "scopes", "Expected scopes, because your key has some, but found none");
            }
            return null;
        }
        if (wanted.isEmpty()) {
            fields.fault("scopes", "Expected at least one scope, or null for all, but found none");
        }
        Set<String> all = scopes.get();
        for (String scope : wanted) {
            if (!all.contains(scope) || !maker.reaches(scope)) {
                fields.fault("scopes", "Expected scopes of your key's reach, but found " + scope);
            }
        }
        return wanted;
    }

    private void delete(Context ctx) {
        String id = ctx.pathParam("id");
        if (!keys.isThere(id)) {
            throw ProblemException.notFound("a key with the id " + id);
        }
        note(ctx, "key_deleted", id, Json.object());
        keys.delete(id);
        ctx.status(204);
    }

    private void note(Context ctx, String action, String id, ObjectNode detail) {
        log.done(action, Gate.principal(ctx).name(), id, addresses.of(ctx), detail);
    }
}
