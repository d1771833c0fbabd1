package dev.tocsin.desk.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.auth.Secrets;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.HistoryHandler;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Body;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.http.IdempotencyKey;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.store.Ids;
import dev.tocsin.token.IngestToken;
import dev.tocsin.token.TokenHash;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tokens of senders: make, list, show, revoke, and what happened to one. */
public final class TokenHandler {
    private static final String ALL = "/api/v1/ingest-tokens";
    private static final String ONE = ALL + "/{id}";
    private static final int MAX_TEXT = 128;
    private static final int MAX_PROTOCOLS = 32;

    private final TokenStore tokens;
    private final HistoryHandler history;
    private final Ids ids;
    private final InstantSource clock;
    private final Secrets secrets = new Secrets();

    public TokenHandler(TokenStore tokens, HistoryHandler history, Ids ids, InstantSource clock) {
        this.tokens = tokens;
        this.history = history;
        this.ids = ids;
        this.clock = clock;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                Route.get(ALL, Access.ADMIN, this::list),
                Route.makingSecret(ALL, Access.ADMIN, this::create),
                Route.get(ONE, Access.ADMIN, this::show),
                Route.delete(ONE, Access.ADMIN, this::revoke),
                Route.get(ONE + "/history", Access.ADMIN, this::history));
    }

    private void list(Context ctx) {
        new QueryParams(ctx, Set.of()).check();
        Responses.page(ctx, tokens.list().stream().map(StoredToken::toJson).toList(), null);
    }

    private void create(Context ctx) {
        String secret = "tocsin_ingest_" + secrets.next();
        IngestToken token = read(Body.object(ctx), author(ctx).newId(), TokenHash.of(secret));
        if (tokens.count() >= TokenStore.MAX_TOKENS) {
            throw ProblemException.conflict(
                    "Expected fewer than "
                            + TokenStore.MAX_TOKENS
                            + " tokens, but found as many; revoke some that are not used");
        }
        Author author = author(ctx);
        if (tokens.find(token.id()) != null) {
            throw IdempotencyKey.secret();
        }
        StoredToken made = new StoredToken(token, clock.millis(), author.name(), null, null);
        tokens.add(made, author);
        ObjectNode document = made.toJson();
        document.put("token", secret);
        ctx.header("Location", ALL + "/" + token.id());
        Responses.json(ctx, 201, document);
    }

    private IngestToken read(ObjectNode body, String id, String hash) {
        Fields fields = new Fields(body, Set.of("source", "pipeline", "protocols", "expires_at"));
        String source = fields.text("source", MAX_TEXT);
        requireMatch(fields, "source", IngestToken.NAME, source);
        String pipeline = fields.optionalText("pipeline", MAX_TEXT);
        requireMatch(fields, "pipeline", IngestToken.PIPELINE, pipeline);
        List<String> protocols = fields.optionalTexts("protocols", MAX_PROTOCOLS, MAX_TEXT);
        if (protocols != null) {
            protocols.forEach(
                    name -> requireMatch(fields, "protocols", IngestToken.PROTOCOL, name));
        }
        Long expires =
                fields.optional("expires_at", MAX_TEXT, text -> Texts.timeToCome(text, clock));
        fields.check();
        return new IngestToken(
                id,
                hash,
                source,
                pipeline,
                protocols == null ? Set.of() : Set.copyOf(protocols),
                expires == null ? null : Instant.ofEpochMilli(expires));
    }

    private static void requireMatch(
            Fields fields, String member, Pattern pattern, @Nullable String text) {
        if (text != null && !text.isEmpty() && !pattern.matcher(text).matches()) {
            fields.fault(member, "Expected a name like " + pattern + ", but found " + text);
        }
    }

    private void show(Context ctx) {
        StoredToken token = require(ctx);
        Responses.resource(ctx, 200, token.toJson(), token.version());
    }

    private void revoke(Context ctx) {
        tokens.revoke(require(ctx).token().id(), author(ctx));
        ctx.status(204);
    }

    private void history(Context ctx) {
        history.list(ctx, require(ctx).token().id());
    }

    private Author author(Context ctx) {
        return Gate.author(ctx, ids, clock);
    }

    private StoredToken require(Context ctx) {
        String id = ctx.pathParam("id");
        StoredToken token = tokens.find(id);
        if (token == null) {
            throw ProblemException.notFound("a token with the id " + id);
        }
        return token;
    }
}
