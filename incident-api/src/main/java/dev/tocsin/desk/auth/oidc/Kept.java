package dev.tocsin.desk.auth.oidc;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A document of the provider, kept for a while. One request at a time is made for it, and none soon
 * after one that failed; what was there before stays in use then.
 *
 * @param <T> the document
 */
final class Kept<T> {
    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration USABLE = Duration.ofHours(24);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Source<T> source;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable T value;
    private long readAtMs;
    private @Nullable Long failedAtMs;
    private @Nullable Long renewedAtMs;

    /** Where the document comes from. */
    @FunctionalInterface
    interface Source<T> {
        T read() throws ProviderAwayException;
    }

    Kept(Source<T> source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    /** The document. */
    T get() throws ProviderAwayException {
        lock.lock();
        try {
            T there = value;
            if (there != null && since(readAtMs).compareTo(FRESH) < 0) {
                return there;
            }
            return there != null && since(readAtMs).compareTo(USABLE) < 0 ? readOr(there) : read();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The document, read anew, because it lacks something; as it is when that was done just now.
     */
    T renewed() throws ProviderAwayException {
        lock.lock();
        try {
            Long before = renewedAtMs;
            if (before != null && since(before).compareTo(PAUSE) < 0) {
                return get();
            }
            renewedAtMs = clock.millis();
            return read();
        } finally {
            lock.unlock();
        }
    }

    private T readOr(T old) {
        try {
            return read();
        } catch (ProviderAwayException _) {
            return old;
        }
    }

    private T read() throws ProviderAwayException {
        Long failed = failedAtMs;
        if (failed != null && since(failed).compareTo(PAUSE) < 0) {
            throw new ProviderAwayException(
                    "Expected the provider to answer, but it did not a moment ago");
        }
        try {
            T read = source.read();
            value = read;
            readAtMs = clock.millis();
            failedAtMs = null;
            return read;
        } catch (ProviderAwayException e) {
            failedAtMs = clock.millis();
            throw e;
        }
    }

    private Duration since(long ms) {
        return Duration.ofMillis(clock.millis() - ms);
    }
}
