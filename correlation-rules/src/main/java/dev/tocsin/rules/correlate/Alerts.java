package dev.tocsin.rules.correlate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.alert.Alert;
import dev.tocsin.alert.AlertDetails;
import dev.tocsin.alert.AlertDetails.Step;
import dev.tocsin.alert.AlertState;
import dev.tocsin.alert.RiskSum;
import dev.tocsin.event.EventRef;
import dev.tocsin.id.ContentId;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.RiskPlan;
import dev.tocsin.rules.plan.RuleMatch;
import dev.tocsin.rules.plan.Threshold;
import dev.tocsin.rules.plan.TypeSettings;
import dev.tocsin.rules.plan.TypeSettings.AbsenceSettings;
import dev.tocsin.rules.plan.TypeSettings.AnomalySettings;
import dev.tocsin.rules.plan.TypeSettings.GeoSettings;
import dev.tocsin.rules.plan.TypeSettings.MatchSettings;
import dev.tocsin.rules.plan.TypeSettings.NewValueSettings;
import dev.tocsin.rules.plan.TypeSettings.RiskSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes alerts of what rules and correlations found. */
public final class Alerts {
    private Alerts() {}

    /** The alert of a correlation's signal. */
    public static Alert of(CorrelationPlan plan, Signal signal, String ruleSetRevision) {
        return new Alert(
                signal.alertId(),
                signal.revision(),
                signal.state(),
                plan.alertRule(),
                signal.group(),
                signal.firstMs(),
                signal.lastMs(),
                signal.value(),
                signal.maxValue(),
                plan.isOfMatches() ? null : threshold(plan),
                plan.timespan().toMillis(),
                signal.count(),
                signal.evidence(),
                signal.predicates(),
                signal.context(),
                signal.late(),
                signal.suppressed(),
                signal.supersededBy(),
                details(plan, signal),
                ruleSetRevision);
    }

    /**
     * The alert of a plain rule: one event is one episode, final at once. Its id is a function of
     * the rule and the event.
     */
    public static Alert of(RuleMatch match, JsonNode event, EventRef ref, String ruleSetRevision) {
        return of(match, context(event), ref, ruleSetRevision);
    }

    /** What all alerts of an event show of it. */
    public static Map<String, List<String>> context(JsonNode event) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        EventContext.of(event).forEach((field, value) -> lists.put(field, List.of(value)));
        return lists;
    }

    /**
     * The same.
     *
     * @param context what {@link #context} gave for the event
     */
    public static Alert of(
            RuleMatch match,
            Map<String, List<String>> context,
            EventRef ref,
            String ruleSetRevision) {
        return new Alert(
                id(match.rule().id(), ref),
                1,
                AlertState.FINAL,
                match.rule().alertRule(),
                Map.of(),
                ref.timeMs(),
                ref.timeMs(),
                1,
                1,
                null,
                0,
                1,
                List.of(ref),
                match.predicates(),
                context,
                false,
                0,
                null,
                AlertDetails.of(match.rule().policy().respond()),
                ruleSetRevision);
    }

    /** The id of the alert of a plain rule. */
    static String id(String rule, EventRef ref) {
        return ContentId.of(rule, ref.id());
    }

    private static AlertDetails details(CorrelationPlan plan, Signal signal) {
        List<Step> steps = new ArrayList<>(signal.sequence().size());
        for (SequenceStep step : signal.sequence()) {
            steps.add(
                    new Step(
                            step.place() + 1, plan.ruleIds().get(step.place()), step.event().id()));
        }
        RiskSum risk =
                plan.settings() instanceof RiskSettings own
                        ? signal.scores().sum(own.halfLife().toMillis())
                        : null;
        return new AlertDetails(steps, risk, plan.policy().respond(), problems(plan, signal));
    }

    private static List<String> problems(CorrelationPlan plan, Signal signal) {
        return signal.lacking()
                ? List.of(
                        "Expected at most "
                                + RiskPlan.MOST_ALERTS
                                + " alerts of an entity within "
                                + plan.timespan()
                                + ", but found more: the oldest are forgotten, and the value may"
                                + " be too low")
                : List.of();
    }

    private static String threshold(CorrelationPlan plan) {
        return switch (plan.settings()) {
            case NewValueSettings own -> "first in " + own.history();
            case AbsenceSettings _ -> "silent for more than " + plan.timespan();
            case GeoSettings own -> "gt " + Threshold.number(own.speedKmh()) + " km/h";
            case RiskSettings _ -> plan.conditionText();
            case AnomalySettings _ -> plan.conditionText() + " deviations";
            case TypeSettings.None _, MatchSettings _ -> plan.conditionText();
        };
    }
}
