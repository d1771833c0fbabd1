package dev.tocsin.rules.eval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.event.LogSource;
import dev.tocsin.rules.plan.Matcher;
import dev.tocsin.rules.plan.Popularity;
import dev.tocsin.rules.plan.RuleMatch;
import dev.tocsin.rules.plan.RulePlan;
import dev.tocsin.rules.plan.Witness;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds matching rules by index: the log source says which rules look at an event; each value that
 * the event has leads to the rules whose witness holds; only these are asked. A predicate that
 * several rules share is asked once per event.
 */
public final class IndexedMatcher implements Matcher {
    private final RulePlan[] rules;
    private final Gate[] conditions;
    private final Explainer explainer;
    private final WitnessIndex index;
    private final Routes routes;
    private final ThreadLocal<EventView> views;

    private IndexedMatcher(List<RulePlan> rules) {
        this.rules = rules.toArray(RulePlan[]::new);
        this.conditions = new Gate[this.rules.length];
        this.explainer = new Explainer(this.rules);
        FieldTable fields = new FieldTable();
        Checks checks = new Checks(fields);
        Gates gates = new Gates(checks);
        Popularity popularity = Popularity.of(rules);
        WitnessIndex.Builder builder = new WitnessIndex.Builder(fields, this.rules.length);
        for (int i = 0; i < this.rules.length; i++) {
            conditions[i] = gates.gate(this.rules[i].condition());
            builder.add(i, Witness.of(this.rules[i].condition(), popularity));
        }
        this.index = builder.build();
        this.routes = new Routes(rules, index::route);
        int count = checks.count();
        this.views =
                ThreadLocal.withInitial(
                        () -> new EventView(fields, index.groups(), count, this.rules.length));
    }

    /** The matcher over rules, in their order. */
    public static IndexedMatcher of(List<RulePlan> rules) {
        return new IndexedMatcher(rules);
    }

    @Override
    public List<RuleMatch> match(JsonNode event, LogSource source) {
        EventView view = views.get();
        view.begin(event, routes.of(source));
        index.search(view);
        return view.candidateCount() == 0 ? List.of() : ask(event, view);
    }

    private List<RuleMatch> ask(JsonNode event, EventView view) {
        List<RuleMatch> matches = List.of();
        Explainer.OfEvent why = explainer.of(event);
        int count = view.candidateCount();
        int[] candidates = view.sortedCandidates();
        for (int i = 0; i < count; i++) {
            int rule = candidates[i];
            if (conditions[rule].open(view)) {
                matches = matches.isEmpty() ? new ArrayList<>() : matches;
                matches.add(new RuleMatch(rules[rule], () -> why.explain(rule)));
            }
        }
        return matches;
    }
}
