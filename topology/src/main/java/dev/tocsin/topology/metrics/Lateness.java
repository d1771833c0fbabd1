package dev.tocsin.topology.metrics;

import java.util.concurrent.atomic.LongAdder;

/**
 * How long after they happened the events of a source arrive, as a histogram: it says which grace a
 * correlation over that source needs. Events from the future count as not late. Thread-safe.
 */
final class Lateness {
    private static final long[] BOUNDS_SECONDS = {1, 10, 60, 300, 900, 3_600, 14_400, 86_400};

    private final LongAdder[] counts = new LongAdder[BOUNDS_SECONDS.length + 1];
    private final LongAdder sumMs = new LongAdder();

    Lateness() {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    void observe(long latenessMs) {
        long lateMs = Math.max(0, latenessMs);
        int bucket = 0;
        while (bucket < BOUNDS_SECONDS.length && lateMs > 1_000 * BOUNDS_SECONDS[bucket]) {
            bucket++;
        }
        counts[bucket].increment();
        sumMs.add(lateMs);
    }

    /** The samples of a Prometheus histogram; the bucket of a bound has all that is not later. */
    void write(PrometheusText text, String name, String label, String value) {
        long total = 0;
        for (int i = 0; i < counts.length; i++) {
            total += counts[i].sum();
            String bound = i < BOUNDS_SECONDS.length ? Long.toString(BOUNDS_SECONDS[i]) : "+Inf";
            text.sample(name + "_bucket", total, label, value, "le", bound);
        }
        text.sample(name + "_sum", sumMs.sum() / 1_000, label, value);
        text.sample(name + "_count", total, label, value);
    }
}
