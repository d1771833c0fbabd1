package dev.tocsin.topology.match;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.rules.eval.PlainMatcher;
import dev.tocsin.rules.plan.RuleMatch;
import dev.tocsin.rules.plan.RulePlan;
import dev.tocsin.rules.plan.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Matches an event, and when that fails finds out which rule failed by asking each alone: the rule
 * is charged and skipped, all others match as ever. Not thread-safe.
 */
final class GuardedMatcher {
    /** One rule alone. */
    private record Single(RulePlan rule, PlainMatcher matcher) {}

    private final BiConsumer<String, RuntimeException> charge;
    private @Nullable RuleSet split;
    private List<Single> singles = List.of();

    /**
     * @param charge takes the id of a rule that failed, and how
     */
    GuardedMatcher(BiConsumer<String, RuntimeException> charge) {
        this.charge = charge;
    }

    List<RuleMatch> match(RuleSet rules, JsonNode event) {
        try {
            return explained(rules.match(event));
        } catch (RuntimeException e) {
            List<RuleMatch> matches = new ArrayList<>();
            boolean found = matchEachAlone(rules, event, matches);
            if (!found) {
                charge.accept("(matcher)", e);
            }
            return matches;
        }
    }

    /** A match that cannot be explained is a match all the same. */
    private List<RuleMatch> explained(List<RuleMatch> matches) {
        for (int i = 0; i < matches.size(); i++) {
            RuleMatch match = matches.get(i);
            try {
                match.predicates();
            } catch (RuntimeException e) {
                charge.accept(match.rule().id(), e);
                matches.set(i, new RuleMatch(match.rule(), List::of));
            }
        }
        return matches;
    }

    private boolean matchEachAlone(RuleSet rules, JsonNode event, List<RuleMatch> matches) {
        boolean found = false;
        for (Single single : singles(rules)) {
            try {
                matches.addAll(explained(single.matcher().match(event)));
            } catch (RuntimeException e) {
                charge.accept(single.rule().id(), e);
                found = true;
            }
        }
        return found;
    }

    private List<Single> singles(RuleSet rules) {
        if (split != rules) {
            List<Single> all = new ArrayList<>();
            for (RulePlan rule : rules.rules()) {
                all.add(new Single(rule, new PlainMatcher(List.of(rule))));
            }
            singles = all;
            split = rules;
        }
        return singles;
    }
}
