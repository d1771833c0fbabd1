package dev.tocsin.desk.limit;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A bucket of tokens for each caller: a request takes one, and they come back evenly. Of more
 * callers than are kept, those who have not asked for longest are forgotten; their bucket would
 * mostly be full again. Thread-safe.
 */
final class TokenBuckets {
    private final Rate rate;
    private final int most;
    private final InstantSource clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    private static final class Bucket {
        private double tokens;
        private long at;

        Bucket(double tokens, long at) {
            this.tokens = tokens;
            this.at = at;
        }
    }

    /**
     * What came of asking.
     *
     * @param granted whether the request may be answered
     * @param left how many more may follow at once
     * @param fullInSeconds until the bucket is full
     * @param retryInSeconds until there is a token; 0 when there is one
     */
    record Taken(boolean granted, int left, long fullInSeconds, long retryInSeconds) {}

    /**
     * @param most callers that are kept
     */
    TokenBuckets(Rate rate, int most, InstantSource clock) {
        this.rate = rate;
        this.most = most;
        this.clock = clock;
    }

    Rate rate() {
        return rate;
    }

    /** Takes a token, if there is one. */
    Taken take(String who) {
        return take(who, 1);
    }

    /** Whether there is a token, without taking it. */
    Taken look(String who) {
        return take(who, 0);
    }

    synchronized int size() {
        return buckets.size();
    }

    private synchronized Taken take(String who, int wanted) {
        long now = clock.millis();
        Bucket bucket = buckets.computeIfAbsent(who, _ -> new Bucket(rate.capacity(), now));
        bucket.tokens =
                Math.min(
                        rate.capacity(),
                        bucket.tokens + Math.max(0, now - bucket.at) * rate.perMs());
        bucket.at = now;
        boolean granted = bucket.tokens >= 1;
        if (granted) {
            bucket.tokens -= wanted;
        }
        if (buckets.size() > most) {
            buckets.remove(buckets.keySet().iterator().next());
        }
        return new Taken(
                granted,
                (int) bucket.tokens,
                seconds(rate.capacity() - bucket.tokens),
                bucket.tokens >= 1 ? 0 : seconds(1 - bucket.tokens));
    }

    private long seconds(double tokens) {
        return (long) Math.ceil(tokens / rate.perMs() / 1000);
    }
}
