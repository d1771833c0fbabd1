package dev.tocsin.rules.correlate;

import dev.tocsin.alert.RiskSum;
import dev.tocsin.alert.RiskSum.Contributor;
import dev.tocsin.alert.RiskSum.Share;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The alerts that a risk alert is made of: what each rule gave, and the {@linkplain FirstAndLast
 * first and last} of them. Changed in place.
 */
final class RiskScores {
    private static final double MICROS = 1_000_000;

    private static final Comparator<Scored> ORDER =
            Comparator.comparingLong(Scored::timeMs).thenComparing(Scored::alertId);

    private final FirstAndLast<Scored> scored;
    private final Map<String, Total> totals;

    /** An alert and its score, in millionths: sums of them do not depend on their order. */
    record Scored(String alertId, String rule, long timeMs, long micros) {}

    /** What one rule gave. */
    record Total(long alerts, long micros) {
        Total plus(Total other) {
            return new Total(alerts + other.alerts, micros + other.micros);
        }
    }

    /** Of no alert. */
    RiskScores() {
        this(Map.of(), List.of(), List.of());
    }

    /**
     * Of alerts that were saved.
     *
     * @param totals what each rule gave
     * @param head the first of the alerts
     * @param tail the last of those that are not in the head
     */
    RiskScores(Map<String, Total> totals, List<Scored> head, List<Scored> tail) {
        this.totals = new TreeMap<>(totals);
        this.scored = new FirstAndLast<>(ORDER, head, tail);
    }

    boolean isEmpty() {
        return totals.isEmpty();
    }

    List<Scored> head() {
        return scored.head();
    }

    List<Scored> tail() {
        return scored.tail();
    }

    Map<String, Total> totals() {
        return totals;
    }

    RiskScores copy() {
        return new RiskScores(totals, head(), tail());
    }

    void add(String alertId, String rule, long timeMs, double score) {
        long micros = Math.round(score * MICROS);
        scored.add(new Scored(alertId, rule, timeMs, micros));
        totals.merge(rule, new Total(1, micros), Total::plus);
    }

    /** Adds those of another episode, which shares none with this. */
    void add(RiskScores other) {
        scored.addAll(other.scored);
        other.totals.forEach((rule, total) -> totals.merge(rule, total, Total::plus));
    }

    /** As an alert says it. */
    RiskSum sum(long halfLifeMs) {
        List<Share> rules = new ArrayList<>();
        totals.forEach(
                (rule, total) -> rules.add(new Share(rule, total.alerts, total.micros / MICROS)));
        rules.sort(Comparator.comparingDouble(Share::score).reversed());
        List<Contributor> alerts = new ArrayList<>();
        scored.all().forEach(alert -> alerts.add(contributor(alert)));
        return new RiskSum(halfLifeMs, rules, alerts);
    }

    private static Contributor contributor(Scored scored) {
        return new Contributor(scored.alertId, scored.rule, scored.timeMs, scored.micros / MICROS);
    }
}
