package dev.tocsin.rules.plan;

import dev.tocsin.rules.plan.TypeSettings.AbsenceSettings;
import dev.tocsin.rules.plan.TypeSettings.AnomalySettings;
import dev.tocsin.rules.plan.TypeSettings.GeoSettings;
import dev.tocsin.rules.plan.TypeSettings.MatchSettings;
import dev.tocsin.rules.plan.TypeSettings.NewValueSettings;
import dev.tocsin.rules.plan.TypeSettings.RiskSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A correlation as text: {@code name: value} in each line. */
final class CorrelationText {
    private final CorrelationPlan plan;
    private final StringBuilder text = new StringBuilder();

    private CorrelationText(CorrelationPlan plan) {
        this.plan = plan;
    }

    /** All of it. */
    static String describe(CorrelationPlan plan) {
        CorrelationText text = new CorrelationText(plan);
        text.logic();
        text.rest();
        return text.text.toString();
    }

    /** What decides which events are an alert: plans with one such text mean the same. */
    static String logic(CorrelationPlan plan) {
        CorrelationText text = new CorrelationText(plan);
        text.logic();
        return text.text.toString();
    }

    private void logic() {
        text.append(plan.type().text()).append(' ').append(plan.id()).append('\n');
        line("rules", String.join(", ", references()));
        List<String> groupBy = plan.groupBy();
        line("group by", groupBy.isEmpty() ? "(one group)" : String.join(", ", groupBy));
        plan.aliases().forEach((alias, byRule) -> line("alias " + alias, byRule.toString()));
        if (!plan.timespan().isZero()) {
            line("timespan", plan.timespan().toString());
        }
        criterion();
        if (plan.marksSequence()) {
            line("evidence", "all, and the sequence marked");
        }
        line("grace", plan.grace().toString());
        if (plan.settles()) {
            line("settle", plan.settle().toString());
        }
        own();
        Suppression suppress = plan.suppress();
        if (suppress != null) {
            line("suppress", suppress.span() + " by " + suppress.by());
        }
    }

    private List<String> references() {
        List<String> references = new ArrayList<>();
        for (int i = 0; i < plan.ruleIds().size(); i++) {
            boolean inner = (plan.inner() & 1L << i) != 0;
            references.add(plan.ruleIds().get(i) + (inner ? " (correlation)" : ""));
        }
        return references;
    }

    private void criterion() {
        Criterion criterion = plan.criterion();
        if (!criterion.fields().isEmpty()) {
            line("values of", String.join(", ", criterion.fields()));
        }
        if (plan.type() == CorrelationType.VALUE_PERCENTILE) {
            line("percentile", Threshold.number(criterion.percentile()));
        }
        String condition = plan.conditionText();
        if (!condition.isEmpty()) {
            line("condition", condition);
        }
        if (plan.frames() != FrameKind.NONE) {
            line("frames", plan.frames().name().toLowerCase(Locale.ROOT));
        }
    }

    private void own() {
        switch (plan.settings()) {
            case TypeSettings.None _, MatchSettings _ -> {}
            case NewValueSettings own ->
                    line("history", own.history() + ", learning " + own.learn());
            case AbsenceSettings own -> {
                line("forget", own.forget().toString());
                if (own.expected() != null) {
                    line("expect", "the list " + own.expected().list());
                }
            }
            case RiskSettings own -> line("half-life", own.halfLife().toString());
            case GeoSettings own -> line("speed", Threshold.number(own.speedKmh()) + " km/h");
            case AnomalySettings own -> {
                line("history", own.history() + ", learning " + own.learn());
                line("hours of the week in", own.zone().getId());
            }
        }
    }

    private void rest() {
        if (plan.timing().warm()) {
            line("warm", "yes, a new one reads what is left of the past");
        }
        Risk risk = plan.policy().risk();
        if (risk != null) {
            line(
                    "risk",
                    Threshold.number(risk.score()) + " for " + String.join(", ", risk.entities()));
        }
        if (!plan.policy().respond().isEmpty()) {
            line("respond", String.join(", ", plan.policy().respond()));
        }
        if (!plan.alerts()) {
            line("alerts", "no, it only feeds correlations");
        }
    }

    private void line(String name, String value) {
        text.append("  ").append(name).append(": ").append(value).append('\n');
    }
}
