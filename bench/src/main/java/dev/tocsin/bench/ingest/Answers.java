package dev.tocsin.bench.ingest;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * The answers that came in the measured time. Thread-safe.
 *
 * <p>A request counts by the time of its answer, and takes from when it was due.
 */
final class Answers {
    private final Histogram histogram = new Histogram(TimeUnit.MINUTES.toNanos(5), 3);
    private final long beginNanos;
    private final long endNanos;
    private long events;
    private long accepted;
    private long refused;

    Answers(long beginNanos, long endNanos) {
        this.beginNanos = beginNanos;
        this.endNanos = endNanos;
    }

    synchronized void add(long dueNanos, long answeredNanos, int acknowledged) {
        if (answeredNanos < beginNanos || answeredNanos >= endNanos) {
            return;
        }
        if (acknowledged > 0) {
            accepted++;
            events += acknowledged;
            histogram.recordValue(Math.min(answeredNanos - dueNanos, TimeUnit.MINUTES.toNanos(5)));
        } else {
            refused++;
        }
    }

    /** Requests of which at least one event was acknowledged. */
    synchronized long accepted() {
        return accepted;
    }

    /** Requests of which none was. */
    synchronized long refused() {
        return refused;
    }

    synchronized double eventsPerSecond() {
        return events * (double) TimeUnit.SECONDS.toNanos(1) / (endNanos - beginNanos);
    }

    synchronized double p99Ms() {
        return histogram.getValueAtPercentile(99) / 1e6;
    }
}
