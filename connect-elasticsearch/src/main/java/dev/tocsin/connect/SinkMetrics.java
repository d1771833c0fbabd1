package dev.tocsin.connect;

import java.util.LinkedHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;

/**
 * What happened to the records of a task: taken = indexed + stale + rejected + skipped + under way.
 * Thread-safe.
 */
final class SinkMetrics {
    private static final String GROUP = "elasticsearch-sink";

    private final LongAdder taken = new LongAdder();
    private final LongAdder indexed = new LongAdder();
    private final LongAdder stale = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder moved = new LongAdder();
    private final LongAdder retries = new LongAdder();

    void taken() {
        taken.increment();
    }

    void indexed() {
        indexed.increment();
    }

    void stale() {
        stale.increment();
    }

    void rejected() {
        rejected.increment();
    }

    void skipped() {
        skipped.increment();
    }

    void moved() {
        moved.increment();
    }

    void retried() {
        retries.increment();
    }

    /** The counters, for logs and tests. */
    @Override
    public String toString() {
        return "taken=%d indexed=%d stale=%d rejected=%d skipped=%d moved=%d retries=%d"
                .formatted(
                        taken.sum(),
                        indexed.sum(),
                        stale.sum(),
                        rejected.sum(),
                        skipped.sum(),
                        moved.sum(),
                        retries.sum());
    }

    void register(PluginMetrics metrics, LongSupplier underWay) {
        add(metrics, "records-taken", "Records received from Kafka", taken::sum);
        add(metrics, "documents-indexed", "Documents in the index", indexed::sum);
        add(metrics, "documents-stale", "Documents older than the index has", stale::sum);
        add(metrics, "records-rejected", "Records that cannot be indexed", rejected::sum);
        add(metrics, "records-skipped", "Records without a value", skipped::sum);
        add(metrics, "fields-moved", "Fields moved to tocsin.unmapped", moved::sum);
        add(metrics, "request-retries", "Requests sent again", retries::sum);
        add(metrics, "records-under-way", "Records buffered or being sent", underWay);
    }

    private static void add(PluginMetrics metrics, String name, String text, LongSupplier value) {
        Gauge<Long> gauge = (_, _) -> value.getAsLong();
        metrics.addMetric(
                metrics.metricName(name, text + ", " + GROUP, new LinkedHashMap<>()), gauge);
    }
}
