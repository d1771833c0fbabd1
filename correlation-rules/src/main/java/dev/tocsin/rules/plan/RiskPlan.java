package dev.tocsin.rules.plan;

import dev.tocsin.alert.Alert.AlertRule;
import dev.tocsin.rules.plan.TypeSettings.RiskSettings;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A threshold of risk: a correlation whose events are alerts. Each alert of a rule or correlation
 * with {@link Risk} adds its score to every value of its entities; a score is halved with each
 * half-life, and the sum of an entity is compared with the threshold when it grows.
 *
 * @param id id of its alerts
 * @param alertRule what an alert says of it
 * @param threshold the least sum that is an alert, above 0
 * @param halfLife in which a sum is halved
 * @param entities the fields whose values have sums, each field by itself
 * @param scores {@link RulePlan#id()} or {@link CorrelationPlan#id()} to what an alert of it adds,
 *     of all that name one of the entities
 * @param grace how much older than the latest alert of an entity another one may be
 * @param policy what becomes of what it finds
 * @param metadata what else it says of itself
 * @param origin where it comes from
 * @param fingerprint changes exactly if the threshold, the half-life, the entities, the grace or
 *     the suppression do: sums outlive a rule that is added or scored anew
 */
public record RiskPlan(
        String id,
        AlertRule alertRule,
        double threshold,
        Duration halfLife,
        List<String> entities,
        Map<String, Risk> scores,
        Duration grace,
        AlertPolicy policy,
        Metadata metadata,
        Origin origin,
        String fingerprint) {
    public RiskPlan {
        entities = List.copyOf(entities);
        scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    }

    /** How many half-lives a score counts: then less than a hundredth is left of it. */
    public static final int HALF_LIVES = 7;

    /**
     * How many alerts of an entity are known at a time. Of more, the oldest are forgotten, and the
     * alerts of the entity say so: each further alert costs a pass over all that are known.
     */
    public static final int MOST_ALERTS = 2_000;

    /**
     * The grace of a threshold that names none: alerts come later than events, those of a closing
     * frame, an anomaly or a chain by hours.
     */
    public static final Duration GRACE = Duration.ofHours(24);

    /** This threshold as the correlation over alerts that it is; each entity is a group. */
    public CorrelationPlan correlation() {
        return new CorrelationPlan(
                id,
                alertRule,
                CorrelationType.RISK,
                List.copyOf(scores.keySet()),
                1,
                entities,
                Map.of(),
                halfLife.multipliedBy(HALF_LIVES),
                Criterion.of(Threshold.atLeast(threshold), List.of()),
                new Timing(grace, Duration.ZERO, false),
                new RiskSettings(halfLife),
                policy,
                metadata,
                origin,
                fingerprint);
    }

    /**
     * What is left of a sum.
     *
     * @param elapsedMs milliseconds since it was made; not negative
     */
    public double decayed(double sum, long elapsedMs) {
        return sum * StrictMath.pow(0.5, elapsedMs / (double) halfLife.toMillis());
    }

    /** This plan, for people. */
    public String describe() {
        StringBuilder text = new StringBuilder("risk ").append(id).append('\n');
        line(text, "entities", String.join(", ", entities));
        line(text, "condition", "gte " + Threshold.number(threshold));
        line(text, "half-life", halfLife.toString());
        line(text, "grace", grace.toString());
        Suppression suppress = policy.suppress();
        if (suppress != null) {
            line(text, "suppress", suppress.span() + " by " + suppress.by());
        }
        if (!policy.respond().isEmpty()) {
            line(text, "respond", String.join(", ", policy.respond()));
        }
        scores.forEach(
                (rule, risk) ->
                        line(
                                text,
                                "score of " + rule,
                                Threshold.number(risk.score())
                                        + " for "
                                        + String.join(", ", risk.entities())));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("  ").append(name).append(": ").append(value).append('\n');
    }
}
