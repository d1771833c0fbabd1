package dev.tocsin.desk.once;

import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.change.Once;
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
import java.util.function.BiPredicate;

/**
 * Stands before the routes that make something: a request with an Idempotency-Key is done once,
 * however often it is sent, to whichever replica. The same request again gets the same answer,
 * another one with the same key is refused. A key belongs to its caller and its path.
 *
 * <p>An answer that names incidents is given again to whom may see them now.
 *
 * <p>A request that was refused has made nothing: its key is free again. One that broke off without
 * an answer, because its replica died, keeps its key for a while; then it is done again, and finds
 * by {@link Once} what it made before.
 */
public final class RepeatedRequests {
    /** How long a request waits for the answer to the first one with its key. */
    private static final Duration WAIT = Duration.ofSeconds(5);

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final Claims claims;
    private final BiPredicate<Context, String> visible;

    /**
     * @param visible whether the caller of a request may see an incident
     */
    public RepeatedRequests(
            DeskStore store, InstantSource clock, BiPredicate<Context, String> visible) {
        this.claims = new Claims(store, clock);
        this.visible = visible;
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
        Claims.Claim own = claims.take(key, request);
        for (long left = WAIT.toMillis(); own == null; left -= LOOK_EVERY.toMillis()) {
            Claims.Claim other = claims.find(key);
            if (other != null && repeated(ctx, other, request)) {
                return;
            }
            own = other == null ? claims.take(key, request) : claims.takeOver(other);
            if (own == null) {
                requireTime(left);
                Thread.sleep(LOOK_EVERY);
            }
        }
        run(ctx, route, own);
    }

    private void run(Context ctx, Route route, Claims.Claim claim) throws Exception {
        new Once(claim.key(), claim.request(), claim.atMs()).mark(ctx);
        try {
            route.handler().handle(ctx);
        } catch (ProblemException e) {
            claims.release(claim);
            throw e;
        }
        KeptAnswer answer = route.repeat() == Repeat.ANSWERED ? KeptAnswer.of(ctx) : null;
        claims.end(claim, answer);
        if (answer != null) {
            // One that is done again may have found what others have restricted since.
            requireShown(ctx, answer);
        }
    }

    /** Gives the answer of the first request with the key; false when it has none yet. */
    private boolean repeated(Context ctx, Claims.Claim first, String request) {
        if (!first.request().equals(request)) {
            throw IdempotencyKey.used("something with it");
        }
        if (!first.done()) {
            return false;
        }
        KeptAnswer answer = first.answer();
        if (answer == null) {
            throw IdempotencyKey.secret();
        }
        requireShown(ctx, answer);
        answer.send(ctx);
        return true;
    }

    /** What was shown once may be restricted since. */
    private void requireShown(Context ctx, KeptAnswer answer) {
        for (String incident : answer.mentions()) {
            if (!visible.test(ctx, incident)) {
                throw ProblemException.conflict(
                        "Expected an Idempotency-Key whose answer the caller may still see, but it names an incident that was restricted since. What was asked is done");
            }
        }
    }

    private static void requireTime(long left) {
        if (left <= 0) {
            throw ProblemException.conflict(
                    "Expected the request that came first with this Idempotency-Key to have ended, but it has no answer yet. Send it again: when the first one broke off, it is done "
                            + Claims.LEASE.toSeconds()
                            + " seconds after it came");
        }
    }

    private static String digest(Context ctx) {
        String query = ctx.queryString();
        return ContentId.of(query == null ? "" : query, Sha256.hex(ctx.bodyAsBytes()));
    }
}
