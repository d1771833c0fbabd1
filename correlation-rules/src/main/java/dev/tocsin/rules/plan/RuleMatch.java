package dev.tocsin.rules.plan;

import dev.tocsin.alert.Alert.MatchedPredicate;
import java.util.List;

/**
 * A rule matched an event.
 *
 * @param rule the rule
 * @param predicates the predicates that made its condition true
 */
public record RuleMatch(RulePlan rule, List<MatchedPredicate> predicates) {
    public RuleMatch {
        predicates = List.copyOf(predicates);
    }
}
