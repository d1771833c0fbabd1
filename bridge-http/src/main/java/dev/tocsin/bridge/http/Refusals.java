package dev.tocsin.bridge.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * Counts requests that were refused before their bodies were read, and so are not among the events
 * that the gateway counts: by protocol and status, which are few. Thread-safe.
 */
final class Refusals {
    private static final String NAME = "tocsin_ingest_refused_requests_total";

    private final ConcurrentMap<Refusal, LongAdder> counts = new ConcurrentHashMap<>();

    private record Refusal(String protocol, int status) {}

    void count(String protocol, int status) {
        counts.computeIfAbsent(new Refusal(protocol, status), _ -> new LongAdder()).increment();
    }

    /** The counters in Prometheus' text format. */
    String prometheus() {
        return "# HELP %s Requests refused before their body was read.%n# TYPE %s counter%n"
                        .formatted(NAME, NAME)
                        .replace(System.lineSeparator(), "\n")
                + counts.entrySet().stream()
                        .map(Refusals::line)
                        .sorted()
                        .collect(Collectors.joining());
    }

    private static String line(Map.Entry<Refusal, LongAdder> entry) {
        Refusal refusal = entry.getKey();
        return NAME
                + "{protocol=\""
                + refusal.protocol()
                + "\",status=\""
                + refusal.status()
                + "\"} "
                + entry.getValue().sum()
                + "\n";
    }
}
