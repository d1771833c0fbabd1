package dev.tocsin.rules.explain;

import dev.tocsin.rules.plan.CorrelationPlan;
import java.time.Duration;
import java.util.StringJoiner;

/** What a correlation needs to alert, in a sentence. */
final class Needs {
    private Needs() {}

    static String of(CorrelationPlan plan) {
        StringJoiner text = new StringJoiner(" ");
        text.add(what(plan));
        text.add("of");
        text.add(plan.ruleIds().size() == 1 ? "the rule" : "the rules");
        text.add(String.join(", ", plan.ruleIds()));
        if (!plan.timespan().isZero()) {
            text.add("within").add(text(plan.timespan()));
        }
        text.add(
                plan.groupBy().isEmpty()
                        ? "over all events together"
                        : "with the same " + String.join(" and ", plan.groupBy()));
        return text.toString();
    }

    private static String what(CorrelationPlan plan) {
        String bound = plan.conditionText();
        String fields = String.join(" and ", plan.fields());
        return switch (plan.type()) {
            case EVENT_COUNT -> "a number of matches (" + bound + ")";
            case VALUE_COUNT -> "a number of distinct values of " + fields + " (" + bound + ")";
            case VALUE_SUM -> "a sum of " + fields + " (" + bound + ")";
            case VALUE_AVG -> "a mean of " + fields + " (" + bound + ")";
            case VALUE_MEDIAN -> "a median of " + fields + " (" + bound + ")";
            case VALUE_PERCENTILE ->
                    "a percentile "
                            + plan.criterion().percentile()
                            + " of "
                            + fields
                            + " ("
                            + bound
                            + ")";
            case TEMPORAL ->
                    plan.expression() == null
                            ? "matches (" + bound + " different ones)"
                            : "matches (" + bound + ")";
            case TEMPORAL_ORDERED -> "matches in this order (" + bound + " of them)";
            case ABSENCE -> "silence";
            case RISK -> "risk (" + bound + ")";
            case NEW_VALUE -> "a value of " + fields + " that is new";
            case GEO_VELOCITY -> "two places in " + plan.fields().getFirst() + " too far apart";
            case ANOMALY ->
                    "an unusual "
                            + (fields.isEmpty() ? "number" : "sum of " + fields)
                            + " ("
                            + bound
                            + " deviations off)";
        };
    }

    /** A duration as rules spell it: 90 seconds are {@code 90s}, 120 are {@code 2m}. */
    static String text(Duration span) {
        long seconds = span.toSeconds();
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
