package dev.tocsin.bridge;

import dev.tocsin.bridge.Totals.Count;
import java.util.Map;
import java.util.function.Function;

/** Renders the gateway's counters in Prometheus' text format, version 0.0.4. */
final class PrometheusText {
    private static final String PREFIX = "tocsin_ingest_";

    private final StringBuilder text = new StringBuilder();
    private final GatewayMetrics metrics;
    private final Map<Door, Totals> doors;

    private PrometheusText(GatewayMetrics metrics) {
        this.metrics = metrics;
        this.doors = metrics.totals();
    }

    static String of(GatewayMetrics metrics, ByteBudget budget, boolean kafka) {
        PrometheusText page = new PrometheusText(metrics);
        page.counter("received", "that arrived", Totals::received);
        page.counter("published", "that Kafka acknowledged", Totals::published);
        page.counter("dead_lettered", "kept as dead letters", Totals::deadLettered);
        page.rejected();
        page.repeated();
        page.inFlight();
        page.latency();
        page.gauge("in_flight_bytes", "Memory of events not acknowledged yet.", budget.taken());
        page.gauge("in_flight_limit_bytes", "The most memory they may take.", budget.limit());
        page.gauge("kafka_up", "Whether Kafka answers and has the topics.", kafka ? 1 : 0);
        return page.text.toString();
    }

    private void counter(String name, String what, Function<Totals, Count> count) {
        header(name + "_events_total", "counter", "Events " + what + ".");
        doors.forEach(
                (door, totals) ->
                        line(name + "_events_total", labels(door), count.apply(totals).events()));
        header(name + "_bytes_total", "counter", "Bytes of events " + what + ".");
        doors.forEach(
                (door, totals) ->
                        line(name + "_bytes_total", labels(door), count.apply(totals).bytes()));
    }

    private void repeated() {
        header(
                "repeated_requests_total",
                "counter",
                "Requests without ids with the bytes of one before: stored twice, most likely.");
        for (Door door : doors.keySet()) {
            line("repeated_requests_total", labels(door), metrics.repetitions(door));
        }
    }

    private void inFlight() {
        header("in_flight_events", "gauge", "Events received without an outcome yet.");
        doors.forEach(
                (door, totals) -> {
                    long open = totals.received().events() - totals.settled().events();
                    line("in_flight_events", labels(door), Math.max(0, open));
                });
    }

    private void latency() {
        header("latency_seconds", "histogram", "From arrival of a submission to Kafka's answer.");
        for (Door door : doors.keySet()) {
            text.append(metrics.latency(door, PREFIX + "latency_seconds", labels(door)));
        }
    }

    private void rejected() {
        header("rejected_events_total", "counter", "Events neither published nor kept.");
        eachRejection("rejected_events_total", Count::events);
        header("rejected_bytes_total", "counter", "Bytes of events neither published nor kept.");
        eachRejection("rejected_bytes_total", Count::bytes);
    }

    private void eachRejection(String name, Function<Count, Long> value) {
        doors.forEach(
                (door, totals) -> {
                    for (RejectReason reason : RejectReason.values()) {
                        Count count = totals.rejections().getOrDefault(reason, new Count(0, 0));
                        line(
                                name,
                                labels(door) + ",reason=\"" + reason.label() + "\"",
                                value.apply(count));
                    }
                });
    }

    private void gauge(String name, String help, long value) {
        header(name, "gauge", help);
        line(name, "", value);
    }

    private void header(String name, String type, String help) {
        text.append("# HELP ").append(PREFIX).append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(PREFIX).append(name).append(' ').append(type).append('\n');
    }

    private void line(String name, String labels, long value) {
        text.append(PREFIX).append(name);
        if (!labels.isEmpty()) {
            text.append('{').append(labels).append('}');
        }
        text.append(' ').append(value).append('\n');
    }

    private static String labels(Door door) {
        return "source=\""
                + escape(door.source())
                + "\",protocol=\""
                + escape(door.protocol())
                + '"';
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
