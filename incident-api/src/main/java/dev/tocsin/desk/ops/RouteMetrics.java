package dev.tocsin.desk.ops;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Requests by route and status, and how long the answers took. There are as many series as routes
 * and statuses: what callers send names none. Thread-safe.
 */
final class RouteMetrics {
    private static final String REQUESTS = "tocsin_desk_http_requests_total";
    private static final String SECONDS = "tocsin_desk_http_request_seconds";
    private static final double[] BUCKETS = {
        0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
    };

    private final Map<String, LongAdder> requests = new ConcurrentSkipListMap<>();
    private final Map<String, Histogram> latencies = new ConcurrentSkipListMap<>();

    /** Counts of answers that took at most as long as each bucket, and of all. */
    private static final class Histogram {
        private final LongAdder[] counts = new LongAdder[BUCKETS.length + 1];
        private final LongAdder sumMicros = new LongAdder();

        Histogram() {
            for (int i = 0; i < counts.length; i++) {
                counts[i] = new LongAdder();
            }
        }

        void add(double seconds) {
            int bucket = 0;
            while (bucket < BUCKETS.length && seconds > BUCKETS[bucket]) {
                bucket++;
            }
            counts[bucket].increment();
            sumMicros.add(Math.round(seconds * 1_000_000));
        }

        void write(StringBuilder text, String labels) {
            long all = 0;
            for (int i = 0; i < counts.length; i++) {
                all += counts[i].sum();
                String le = i < BUCKETS.length ? "" + BUCKETS[i] : "+Inf";
                line(text, SECONDS + "_bucket", labels + ",le=\"" + le + "\"", "" + all);
            }
            line(text, SECONDS + "_sum", labels, "" + sumMicros.sum() / 1e6);
            line(text, SECONDS + "_count", labels, "" + all);
        }
    }

    /**
     * Counts an answer.
     *
     * @param timed whether its duration says anything: that of a stream does not
     */
    void answered(String method, String route, int status, double seconds, boolean timed) {
        String labels = "method=\"" + method + "\",route=\"" + route + "\"";
        requests.computeIfAbsent(labels + ",status=\"" + status + "\"", _ -> new LongAdder())
                .increment();
        if (timed) {
            latencies.computeIfAbsent(labels, _ -> new Histogram()).add(seconds);
        }
    }

    void write(StringBuilder text) {
        text.append("# TYPE ").append(REQUESTS).append(" counter\n");
        requests.forEach((labels, count) -> line(text, REQUESTS, labels, "" + count.sum()));
        text.append("# TYPE ").append(SECONDS).append(" histogram\n");
        latencies.forEach((labels, histogram) -> histogram.write(text, labels));
    }

    /** One series. */
    static void line(StringBuilder text, String name, String labels, String value) {
        text.append(name).append('{').append(labels).append("} ").append(value).append('\n');
    }
}
