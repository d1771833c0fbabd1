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
 * The alerts that a risk alert is made of: what each rule gave, and the first and the last {@value
 * #SHOWN} of them. Changed in place.
 */
final class RiskScores {
    /** How many alerts are kept from each end. */
    static final int SHOWN = 50;

    private static final double MICROS = 1_000_000;

    private static final Comparator<Scored> ORDER =
            Comparator.comparingLong(Scored::timeMs).thenComparing(Scored::alertId);

    private final List<Scored> head = new ArrayList<>(0);
    private final List<Scored> tail = new ArrayList<>(0);
    private final Map<String, Total> totals = new TreeMap<>();

    /** An alert and its score, in millionths: sums of them do not depend on their order. */
    record Scored(String alertId, String rule, long timeMs, long micros) {}

    /** What one rule gave. */
    record Total(long alerts, long micros) {
        Total plus(Total other) {
            return new Total(alerts + other.alerts, micros + other.micros);
        }
    }

    boolean isEmpty() {
        return totals.isEmpty();
    }

    List<Scored> head() {
        return head;
    }

    List<Scored> tail() {
        return tail;
    }

    Map<String, Total> totals() {
        return totals;
    }

    RiskScores copy() {
        RiskScores copy = new RiskScores();
        copy.add(this);
        return copy;
    }

    void add(String alertId, String rule, long timeMs, double score) {
        long micros = Math.round(score * MICROS);
        place(new Scored(alertId, rule, timeMs, micros));
        totals.merge(rule, new Total(1, micros), Total::plus);
    }

    /** Adds those of another episode, which shares none with this. */
    void add(RiskScores other) {
        other.head.forEach(this::place);
        other.tail.forEach(this::place);
        other.totals.forEach((rule, total) -> totals.merge(rule, total, Total::plus));
    }

    private void place(Scored scored) {
        if (head.size() < SHOWN || ORDER.compare(scored, head.getLast()) < 0) {
            insert(scored, head);
            if (head.size() > SHOWN) {
                insert(head.removeLast(), tail);
            }
        } else {
            insert(scored, tail);
        }
        if (tail.size() > SHOWN) {
            tail.removeFirst();
        }
    }

    private static void insert(Scored scored, List<Scored> sorted) {
        int at = sorted.size();
        while (at > 0 && ORDER.compare(sorted.get(at - 1), scored) > 0) {
            at--;
        }
        sorted.add(at, scored);
    }

    /** As an alert says it. */
    RiskSum sum(long halfLifeMs) {
        List<Share> rules = new ArrayList<>();
        totals.forEach(
                (rule, total) -> rules.add(new Share(rule, total.alerts, total.micros / MICROS)));
        rules.sort(Comparator.comparingDouble(Share::score).reversed());
        List<Contributor> alerts = new ArrayList<>();
        head.forEach(scored -> alerts.add(contributor(scored)));
        tail.forEach(scored -> alerts.add(contributor(scored)));
        return new RiskSum(halfLifeMs, rules, alerts);
    }

    private static Contributor contributor(Scored scored) {
        return new Contributor(scored.alertId, scored.rule, scored.timeMs, scored.micros / MICROS);
    }
}
