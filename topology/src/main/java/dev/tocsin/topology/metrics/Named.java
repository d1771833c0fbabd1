package dev.tocsin.topology.metrics;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Something for each name, up to a number of names: what comes after has one in common, as {@value
 * #OTHERS}, so that whoever chooses names cannot fill the memory. Thread-safe.
 */
final class Named<T> {
    static final String OTHERS = "(others)";

    private final int most;
    private final Supplier<T> make;
    private final Map<String, T> byName = new ConcurrentHashMap<>();

    Named(int most, Supplier<T> make) {
        this.most = most;
        this.make = make;
    }

    T of(String name) {
        T known = byName.get(name);
        if (known != null) {
            return known;
        }
        return byName.computeIfAbsent(byName.size() < most ? name : OTHERS, _ -> make.get());
    }

    Map<String, T> all() {
        return new TreeMap<>(byName);
    }
}
