package dev.tocsin.rules.plan;

import dev.tocsin.id.ContentId;
import dev.tocsin.rules.plan.TypeSettings.MatchSettings;
import dev.tocsin.rules.value.FieldPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plain rule with {@code suppress}, as the correlation over its own matches that it is: what is
 * kept back needs a state, and a place where all events of a group meet.
 */
final class RepeatPlan {
    private static final Duration GRACE = Duration.ofHours(1);

    private RepeatPlan() {}

    /**
     * Where the matches of a rule are told or counted; null if all are told.
     *
     * @param graph learns that the rule's alerts come from there
     */
    static @Nullable Feed of(RulePlan rule, CorrelationGraph graph) {
        Suppression suppress = rule.policy().suppress();
        if (suppress == null || !rule.alerts()) {
            return null;
        }
        List<List<FieldPath>> places = new ArrayList<>();
        for (String field : suppress.by()) {
            places.add(rule.field(field).places().stream().map(FieldPath::of).toList());
        }
        List<OuterFeed> outers = graph.repeated(rule);
        CorrelationPlan plan = plan(rule, suppress, !outers.isEmpty());
        return new Feed(plan, 1, places, List.of(), outers);
    }

    private static CorrelationPlan plan(RulePlan rule, Suppression suppress, boolean feeds) {
        AlertPolicy policy = rule.policy().withoutRisk();
        return new CorrelationPlan(
                rule.id(),
                rule.alertRule(),
                CorrelationType.EVENT_COUNT,
                List.of(rule.id()),
                0,
                suppress.by(),
                Map.of(),
                Duration.ZERO,
                Criterion.of(Threshold.atLeast(1), List.of()),
                new Timing(GRACE, Duration.ZERO, false),
                new MatchSettings(),
                feeds ? policy.feeding() : policy,
                rule.metadata(),
                rule.origin(),
                ContentId.of("matches of", rule.id(), suppress.toString()));
    }
}
