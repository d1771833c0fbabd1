package dev.tocsin.rules.eval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.alert.Alert.MatchedPredicate;
import dev.tocsin.event.LogSource;
import dev.tocsin.rules.plan.Matcher;
import dev.tocsin.rules.plan.RuleMatch;
import dev.tocsin.rules.plan.RulePlan;
import dev.tocsin.rules.plan.Witness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds matching rules by index: first the log source, then the witness of each rule; only rules
 * whose witness holds are asked. A predicate that several rules share is asked once per event.
 */
public final class IndexedMatcher implements Matcher {
    private final RulePlan[] rules;
    private final Node[] conditions;
    private final SourceIndex[] sources;
    private final ThreadLocal<MemoEvaluation> evaluations;

    private IndexedMatcher(
            RulePlan[] rules, Node[] conditions, SourceIndex[] sources, Checks checks) {
        this.rules = rules;
        this.conditions = conditions;
        this.sources = sources;
        int fields = checks.fieldCount();
        int predicates = checks.predicateCount();
        this.evaluations =
                ThreadLocal.withInitial(() -> new MemoEvaluation(fields, predicates, rules.length));
    }

    /** The matcher over rules, in their order. */
    public static IndexedMatcher of(List<RulePlan> rules) {
        Checks checks = new Checks();
        Node[] conditions = new Node[rules.size()];
        Map<LogSource, SourceIndex.Builder> builders = new LinkedHashMap<>();
        for (int i = 0; i < conditions.length; i++) {
            RulePlan rule = rules.get(i);
            conditions[i] = checks.node(rule.condition());
            builders.computeIfAbsent(
                            rule.logSource(), source -> new SourceIndex.Builder(source, checks))
                    .add(i, Witness.of(rule.condition()));
        }
        List<SourceIndex> sources = new ArrayList<>();
        builders.values().forEach(builder -> sources.add(builder.build()));
        return new IndexedMatcher(
                rules.toArray(RulePlan[]::new),
                conditions,
                sources.toArray(SourceIndex[]::new),
                checks);
    }

    @Override
    public List<RuleMatch> match(JsonNode event) {
        MemoEvaluation evaluation = evaluations.get();
        evaluation.begin(event);
        LogSource source = LogSource.of(event);
        for (SourceIndex index : sources) {
            if (!index.conflicts(source)) {
                index.find(evaluation);
            }
        }
        return evaluation.candidateCount() == 0 ? List.of() : ask(evaluation);
    }

    private List<RuleMatch> ask(MemoEvaluation evaluation) {
        int count = evaluation.candidateCount();
        int[] candidates = evaluation.sortedCandidates();
        List<RuleMatch> matches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int rule = candidates[i];
            if (conditions[rule].test(evaluation)) {
                List<MatchedPredicate> predicates = new ArrayList<>();
                conditions[rule].explain(evaluation, predicates);
                matches.add(new RuleMatch(rules[rule], predicates));
            }
        }
        return matches;
    }
}
