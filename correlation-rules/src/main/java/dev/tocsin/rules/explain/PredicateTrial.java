package dev.tocsin.rules.explain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.alert.Alert.AlertRule;
import dev.tocsin.alert.Alert.MatchedPredicate;
import dev.tocsin.alert.Level;
import dev.tocsin.event.LogSource;
import dev.tocsin.rules.eval.PlainMatcher;
import dev.tocsin.rules.plan.AlertPolicy;
import dev.tocsin.rules.plan.Expression;
import dev.tocsin.rules.plan.FieldMapping;
import dev.tocsin.rules.plan.Metadata;
import dev.tocsin.rules.plan.Origin;
import dev.tocsin.rules.plan.Predicate;
import dev.tocsin.rules.plan.RuleMatch;
import dev.tocsin.rules.plan.RulePlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks a single predicate about an event. It is asked as the only condition of a rule for every log
 * source, so that there is no second opinion on what a predicate means.
 */
final class PredicateTrial {
    private static final AlertRule TRIAL =
            new AlertRule("trial", "rule", "", "", Level.LOW, List.of(), List.of(), List.of(), "");

    private static final LogSource ANY = new LogSource(null, null, null);

    private PredicateTrial() {}

    /** What made the predicate hold; null when it does not hold. */
    static @Nullable MatchedPredicate ask(String identifier, Predicate predicate, JsonNode event) {
        RulePlan rule =
                new RulePlan(
                        TRIAL.id(),
                        TRIAL,
                        AlertPolicy.ALERTS,
                        List.of(ANY),
                        FieldMapping.IDENTITY,
                        new Expression.Leaf(identifier, predicate),
                        Metadata.NONE,
                        new Origin("trial", 1, 1));
        List<RuleMatch> matches = new PlainMatcher(List.of(rule)).match(event);
        return matches.isEmpty() ? null : matches.getFirst().predicates().getFirst();
    }

    /** Whether the predicate holds. */
    static boolean holds(Predicate predicate, JsonNode event) {
        return ask("", predicate, event) != null;
    }
}
