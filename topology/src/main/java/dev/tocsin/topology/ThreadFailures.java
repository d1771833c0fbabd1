package dev.tocsin.topology;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that failed, up to {@value #MOST} times in ten minutes; then the client
 * stops, unhealthy, and whoever supervises the process decides. Thread-safe.
 */
final class ThreadFailures implements StreamsUncaughtExceptionHandler {
    static final int MOST = 10;
    private static final Duration WITHIN = Duration.ofMinutes(10);
    private static final Logger LOG = LoggerFactory.getLogger(ThreadFailures.class);

    private final InstantSource time;
    private final Deque<Instant> failures = new ArrayDeque<>();

    ThreadFailures(InstantSource time) {
        this.time = time;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
        Instant now = time.instant();
        failures.addLast(now);
        while (failures.getFirst().isBefore(now.minus(WITHIN))) {
            failures.removeFirst();
        }
        if (failures.size() > MOST) {
            LOG.error(
                    "Expected at most {} failures in {}, but there were more; stopping",
                    MOST,
                    WITHIN,
                    failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.error("Expected the stream thread to go on, but it failed; replacing it", failure);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
