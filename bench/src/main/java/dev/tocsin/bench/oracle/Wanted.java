package dev.tocsin.bench.oracle;

import dev.tocsin.rules.plan.CorrelationType;
import java.util.ArrayList;
import java.util.List;

/**
 * A correlation as its author means it.
 *
 * @param rules names of plain rules and of correlations that stand before it
 * @param field of values; empty for none
 * @param percentile for {@code value_percentile}
 * @param historySeconds for {@code new_value} and {@code anomaly}
 * @param learnSeconds for {@code new_value} and {@code anomaly}
 * @param forgetSeconds for {@code absence}
 * @param speed for {@code geo_velocity}, in km/h
 * @param suppressSeconds how long an alert keeps others of its group silent; 0: not at all
 * @param generate whether those that it refers to alert on their own
 */
record Wanted(
        String name,
        CorrelationType type,
        List<String> rules,
        List<String> groupBy,
        int timespanSeconds,
        int graceSeconds,
        int settleSeconds,
        Demand demand,
        String field,
        int percentile,
        int historySeconds,
        int learnSeconds,
        int forgetSeconds,
        int speed,
        int suppressSeconds,
        boolean generate) {
    Wanted {
        rules = List.copyOf(rules);
        groupBy = List.copyOf(groupBy);
    }

    long timespanMs() {
        return timespanSeconds * 1_000L;
    }

    /** Whether it hears events alone, and no results of others. */
    boolean isOfEvents() {
        return RandomCorrelations.PLAIN.containsAll(rules);
    }

    /** The rule file's document. */
    String yaml() {
        StringBuilder text = new StringBuilder("title: ").append(name).append('\n');
        text.append("name: ").append(name).append("\ncorrelation:\n");
        line(text, "type", type.text());
        line(text, "rules", rules.toString());
        if (!groupBy.isEmpty()) {
            line(text, "group-by", groupBy.toString());
        }
        if (timespanSeconds > 0) {
            line(text, "timespan", timespanSeconds + "s");
        }
        if (!condition().isEmpty()) {
            line(text, "condition", condition());
        }
        if (generate) {
            line(text, "generate", "true");
        }
        return text.append("tocsin: {").append(String.join(", ", own())).append("}\n").toString();
    }

    private String condition() {
        if (demand instanceof Demand.Cases) {
            return demand.yaml();
        }
        List<String> parts = new ArrayList<>();
        if (!field.isEmpty()) {
            parts.add("field: " + field);
        }
        if (type == CorrelationType.VALUE_PERCENTILE) {
            parts.add("percentile: " + percentile);
        }
        if (!demand.yaml().isEmpty()) {
            parts.add(demand.yaml());
        }
        return parts.isEmpty() ? "" : "{" + String.join(", ", parts) + "}";
    }

    /** Our own settings. */
    private List<String> own() {
        List<String> own = new ArrayList<>();
        own.add("grace: " + graceSeconds + "s");
        if (suppressSeconds > 0) {
            own.add("suppress: {for: " + suppressSeconds + "s}");
        }
        boolean settles = type == CorrelationType.ABSENCE || type == CorrelationType.ANOMALY;
        if (demand.isClosing() || settles) {
            own.add("settle: " + settleSeconds + "s");
        }
        switch (type) {
            case NEW_VALUE, ANOMALY -> {
                own.add("history: " + historySeconds + "s");
                own.add("learn: " + learnSeconds + "s");
            }
            case ABSENCE -> own.add("forget: " + forgetSeconds + "s");
            case GEO_VELOCITY -> own.add("speed: " + speed);
            case EVENT_COUNT,
                    VALUE_COUNT,
                    VALUE_SUM,
                    VALUE_AVG,
                    VALUE_PERCENTILE,
                    VALUE_MEDIAN,
                    TEMPORAL,
                    TEMPORAL_ORDERED,
                    RISK -> {}
        }
        return own;
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append("    ").append(key).append(": ").append(value).append('\n');
    }
}
