package dev.tocsin.topology.metrics;

import java.util.Map;

/** Writes Prometheus' text format; every name begins with {@value #PREFIX}. Not thread-safe. */
final class PrometheusText {
    private static final String PREFIX = "tocsin_topology_";

    private final StringBuilder text = new StringBuilder();

    void head(String name, String type, String help) {
        text.append("# HELP %s%s %s.\n".formatted(PREFIX, name, help));
        text.append("# TYPE %s%s %s\n".formatted(PREFIX, name, type));
    }

    /**
     * @param labels names and values, in turn
     */
    void sample(String name, long value, String... labels) {
        text.append(PREFIX).append(name);
        for (int i = 0; i + 1 < labels.length; i += 2) {
            text.append(i == 0 ? '{' : ',');
            text.append(labels[i]).append("=\"").append(escaped(labels[i + 1])).append('"');
        }
        text.append(labels.length == 0 ? " " : "} ").append(value).append('\n');
    }

    /** A counter for each name, under one label. */
    void counters(String name, String help, String label, Map<String, Long> values) {
        head(name, "counter", help);
        values.forEach((labelled, value) -> sample(name, value, label, labelled));
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
