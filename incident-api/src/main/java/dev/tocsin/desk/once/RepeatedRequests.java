package dev.tocsin.desk.once;

import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.http.IdempotencyKey;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.Repeat;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.id.ContentId;
import dev.tocsin.id.Sha256;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the routes that make something: a request with an Idempotency-Key is done once,
 * however often it is sent, to whichever replica. The same request again gets the same answer,
 * another one with the same key is refused. A key belongs to its caller and its path.
 *
 * <p>A request that was refused has made nothing: its key is free again. One that broke off without
 * an answer keeps its key, for what it made is not known: it is never done twice.
 */
public final class RepeatedRequests {
    /** How long a request waits for the answer to the first one with its key. */
    private static final Duration WAIT = Duration.ofSeconds(5);

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final Claims claims;

    public RepeatedRequests(DeskStore store, InstantSource clock) {
        this.claims = new Claims(store, clock);
    }

    /** The route, done once for a key. */
    public Route guard(Route route) {
        if (route.repeat() != Repeat.ANSWERED && route.repeat() != Repeat.REFUSED) {
            return route;
        }
        return route.handledBy(ctx -> handle(ctx, route));
    }

    private void handle(Context ctx, Route route) throws Exception {
        String given = IdempotencyKey.of(ctx);
        if (given == null) {
            route.handler().handle(ctx);
            return;
        }
        String key = ContentId.of(Gate.principal(ctx).id(), ctx.path(), given);
        String request = digest(ctx);
        KeptAnswer before = claims.take(key, request) ? null : repeated(key, request);
        if (before == null) {
            first(ctx, route, key);
        } else {
            before.send(ctx);
        }
    }

    private void first(Context ctx, Route route, String key) throws Exception {
        try {
            route.handler().handle(ctx);
        } catch (ProblemException e) {
            claims.release(key);
            throw e;
        }
        claims.end(key, route.repeat() == Repeat.ANSWERED ? KeptAnswer.of(ctx) : null);
    }

    /** The answer to the first request with the key; null when this one is the first after all. */
    private @Nullable KeptAnswer repeated(String key, String request) throws InterruptedException {
        for (long left = WAIT.toMillis(); ; left -= LOOK_EVERY.toMillis()) {
            Claims.Claim claim = claims.find(key);
            if (claim == null) {
                if (claims.take(key, request)) {
                    return null;
                }
            } else if (!claim.request().equals(request)) {
                throw IdempotencyKey.used("something with it");
            } else if (claim.done()) {
                return Objects.requireNonNullElseGet(claim.answer(), RepeatedRequests::secret);
            } else if (left <= 0) {
                throw ProblemException.conflict(
                        "Expected the request that came first with this Idempotency-Key to have ended, but it has no answer yet. Try again, or look whether it made what it was to make and use a new Idempotency-Key");
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    private static KeptAnswer secret() {
        throw ProblemException.conflict(
                "Expected a new Idempotency-Key, but this one has made what it was to make. The answer had a secret, which is shown once: when it did not arrive, delete what was made and make another");
    }

    private static String digest(Context ctx) {
        String query = ctx.queryString();
        return ContentId.of(query == null ? "" : query, Sha256.hex(ctx.bodyAsBytes()));
    }
}
