package dev.tocsin.topology.metrics;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** Counters by a name that others choose, for example a rule's. Bounded. Thread-safe. */
final class NamedCounters {
    private final Named<LongAdder> counters;

    NamedCounters(int most) {
        this.counters = new Named<>(most, LongAdder::new);
    }

    /**
     * Counts.
     *
     * @return how often it was counted so far
     */
    long count(String name) {
        LongAdder counter = counters.of(name);
        counter.increment();
        return counter.sum();
    }

    void add(String name, long more) {
        counters.of(name).add(more);
    }

    Map<String, Long> sums() {
        Map<String, Long> sums = new TreeMap<>();
        counters.all().forEach((name, counter) -> sums.put(name, counter.sum()));
        return sums;
    }
}
