package dev.tocsin.bridge;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** How long things took, counted in buckets. Thread-safe. */
final class Latency {
    private static final long MILLI = Duration.ofMillis(1).toNanos();
    private static final long[] BOUNDS_MS = {
        1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000
    };

    private final LongAdder[] buckets = new LongAdder[BOUNDS_MS.length + 1];
    private final LongAdder sumNanos = new LongAdder();

    Latency() {
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = new LongAdder();
        }
    }

    void add(long nanos) {
        int bucket = 0;
        while (bucket < BOUNDS_MS.length && nanos > BOUNDS_MS[bucket] * MILLI) {
            bucket++;
        }
        buckets[bucket].increment();
        sumNanos.add(nanos);
    }

    /** The histogram in Prometheus' text format: each bucket holds those before it, too. */
    String prometheus(String name, String labels) {
        StringBuilder text = new StringBuilder();
        long count = 0;
        for (int i = 0; i < buckets.length; i++) {
            count += buckets[i].sum();
            String bound = i < BOUNDS_MS.length ? "" + BOUNDS_MS[i] / 1e3 : "+Inf";
            text.append("%s_bucket{%s,le=\"%s\"} %d%n".formatted(name, labels, bound, count));
        }
        text.append("%s_sum{%s} %s%n".formatted(name, labels, sumNanos.sum() / 1e9));
        text.append("%s_count{%s} %d%n".formatted(name, labels, count));
        return text.toString().replace(System.lineSeparator(), "\n");
    }
}
