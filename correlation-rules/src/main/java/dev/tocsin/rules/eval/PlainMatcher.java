package dev.tocsin.rules.eval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.event.LogSource;
import dev.tocsin.rules.plan.Matcher;
import dev.tocsin.rules.plan.RuleMatch;
import dev.tocsin.rules.plan.RulePlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Asks every rule about every event: slow, plain, and the judge of {@link IndexedMatcher}. */
public final class PlainMatcher implements Matcher {
    private record Entry(RulePlan rule, Node condition) {}

    private final List<Entry> entries = new ArrayList<>();

    public PlainMatcher(Collection<RulePlan> rules) {
        Checks checks = new Checks(new FieldTable());
        rules.forEach(rule -> entries.add(new Entry(rule, checks.node(rule.condition()))));
    }

    @Override
    public List<RuleMatch> match(JsonNode event, LogSource source) {
        Evaluation evaluation = new PlainEvaluation(event);
        List<RuleMatch> matches = new ArrayList<>();
        for (Entry entry : entries) {
            if (!Relevance.conflict(entry.rule.sources(), source)
                    && entry.condition.test(evaluation)) {
                matches.add(new RuleMatch(entry.rule, () -> entry.condition.why(evaluation)));
            }
        }
        return matches;
    }
}
