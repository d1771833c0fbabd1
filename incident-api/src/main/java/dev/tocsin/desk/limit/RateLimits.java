package dev.tocsin.desk.limit;

import dev.tocsin.desk.http.ProblemException;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/**
 * The rate limits of the API. They hold in this replica alone: several of them allow as many times
 * as much. Answers carry {@code RateLimit} and {@code RateLimit-Policy}
 * (draft-ietf-httpapi-ratelimit-headers).
 */
public final class RateLimits {
    /** The most callers of a kind that are told apart. */
    public static final int MAX_CALLERS = 50_000;

    private final Map<Kind, TokenBuckets> limits = new EnumMap<>(Kind.class);
    private final InstantSource clock;
    private final Runnable refused;

    /** Whose requests are counted. */
    public enum Kind {
        /** One API key or certificate. */
        KEY,
        /** One person. */
        PERSON,
        /** One address that showed nothing valid. */
        ADDRESS,
        /** One address that tries to log in. */
        LOGIN,
        /** One address on its way to a provider of OpenID Connect, and back. */
        PROVIDER
    }

    /**
     * @param refused told of every request that is refused
     */
    public RateLimits(RateConfig config, InstantSource clock, Runnable refused) {
        this.clock = clock;
        this.refused = refused;
        add(Kind.KEY, Rate.perSecond("key", config.key()));
        add(Kind.PERSON, Rate.perSecond("person", config.person()));
        add(Kind.ADDRESS, Rate.perSecond("address", config.address()));
        add(Kind.LOGIN, Rate.perMinute("login", config.logIns()));
        add(Kind.PROVIDER, Rate.perMinute("provider", config.provider()));
    }

    /**
     * Counts a request.
     *
     * @throws ProblemException 429 when there were too many
     */
    public void take(Context ctx, Kind kind, String who) {
        TokenBuckets buckets = limits.get(kind);
        if (buckets != null) {
            answer(ctx, buckets.rate(), buckets.take(who));
        }
    }

    /**
     * Refuses a caller of whom there were too many requests, without counting this one.
     *
     * @throws ProblemException 429
     */
    public void look(Context ctx, Kind kind, String who) {
        TokenBuckets buckets = limits.get(kind);
        if (buckets != null) {
            TokenBuckets.Taken found = buckets.look(who);
            if (!found.granted()) {
                answer(ctx, buckets.rate(), found);
            }
        }
    }

    private void add(Kind kind, Rate rate) {
        if (rate.capacity() > 0) {
            limits.put(kind, new TokenBuckets(rate, MAX_CALLERS, clock));
        }
    }

    private void answer(Context ctx, Rate rate, TokenBuckets.Taken taken) {
        ctx.header(
                "RateLimit-Policy",
                "\"" + rate.name() + "\";q=" + rate.capacity() + ";w=" + rate.seconds());
        ctx.header(
                "RateLimit",
                "\"" + rate.name() + "\";r=" + taken.left() + ";t=" + taken.fullInSeconds());
        if (!taken.granted()) {
            refused.run();
            throw ProblemException.tooMany(
                    "Expected at most %d requests in %d seconds, but found more"
                            .formatted(rate.capacity(), rate.seconds()),
                    taken.retryInSeconds());
        }
    }
}
