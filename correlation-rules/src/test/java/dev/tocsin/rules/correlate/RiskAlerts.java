package dev.tocsin.rules.correlate;

import dev.tocsin.alert.Alert.AlertRule;
import dev.tocsin.alert.Level;
import dev.tocsin.event.EventRef;
import dev.tocsin.rules.plan.AlertPolicy;
import dev.tocsin.rules.plan.Metadata;
import dev.tocsin.rules.plan.Origin;
import dev.tocsin.rules.plan.RiskPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Thresholds of risk, and alerts that add to one entity. */
final class RiskAlerts {
    private RiskAlerts() {}

    static RiskPlan plan(double threshold, Duration halfLife) {
        AlertRule rule =
                new AlertRule(
                        "c", "risk", "c", "", Level.HIGH, List.of(), List.of(), List.of(), "");
        return new RiskPlan(
                "c",
                rule,
                threshold,
                halfLife,
                List.of("user.name"),
                Map.of(),
                RiskPlan.GRACE,
                AlertPolicy.ALERTS,
                Metadata.NONE,
                new Origin("rules.yml", 1, 1),
                "f");
    }

    /** An alert of a rule that adds to alice, with one event behind it. */
    static Contribution alert(String id, String rule, long timeMs, String score) {
        EventRef event = new EventRef("e-" + id, timeMs, "raw", 0, timeMs);
        return contribution(
                new InnerResult(rule, id, false, List.of(event)), timeMs, List.of(score));
    }

    /** That there is no such alert. */
    static Contribution withdrawal(String id, long timeMs) {
        return contribution(new InnerResult("", id, true, List.of()), timeMs, List.of());
    }

    static Contribution contribution(InnerResult result, long timeMs, List<String> values) {
        return new Contribution(
                "c",
                "alice",
                Map.of("user.name", "alice"),
                1,
                values,
                new EventRef(result.episode(), timeMs, "raw", 0, 0),
                Map.of(),
                List.of(),
                result,
                List.of());
    }
}
