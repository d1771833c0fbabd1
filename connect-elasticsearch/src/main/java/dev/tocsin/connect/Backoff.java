package dev.tocsin.connect;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Pauses between retries: each about twice the one before, up to a longest, and each between half
 * and the whole of that, so that many tasks do not come back at the same instant.
 *
 * @param first the first pause
 * @param longest the longest pause
 * @param maxRetries how many there are
 */
record Backoff(Duration first, Duration longest, int maxRetries) {
    private static final int MAX_DOUBLINGS = 30;

    /**
     * The pause before a retry.
     *
     * @param retry 0 for the first
     */
    Duration pause(int retry) {
        long whole = first.toMillis() << Math.min(retry, MAX_DOUBLINGS);
        long bounded = whole <= 0 ? longest.toMillis() : Math.min(whole, longest.toMillis());
        long half = bounded / 2;
        return Duration.ofMillis(half + ThreadLocalRandom.current().nextLong(bounded - half + 1));
    }
}
