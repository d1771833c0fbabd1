package dev.tocsin.rules.compile;

import dev.tocsin.id.ContentId;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.CorrelationType;
import dev.tocsin.rules.plan.RulePlan;
import dev.tocsin.rules.source.Yaml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Resolves the references of a correlation and makes its plan. */
final class CorrelationCompiler {
    private final References references;
    private final Map<String, RulePlan> rules;

    /**
     * @param rules the rules that compiled, by {@link RulePlan#id()}
     */
    CorrelationCompiler(References references, Map<String, RulePlan> rules) {
        this.references = references;
        this.rules = rules;
    }

    /** The plan, or null when there is none; the problems of the draft then say why. */
    @Nullable CorrelationPlan compile(CorrelationDraft draft) {
        CorrelationType type = draft.type();
        List<String> ruleIds = ruleIds(draft);
        Map<String, Map<String, String>> aliases = aliases(draft, ruleIds);
        if (type == null) {
            return null;
        }
        CorrelationCondition condition = CorrelationCondition.read(draft, type);
        if (draft.problems().hasErrors()) {
            return null;
        }
        boolean remembers = type == CorrelationType.NEW_VALUE;
        Settings settings = draft.settings();
        CorrelationPlan plan =
                new CorrelationPlan(
                        draft.id(),
                        draft.header().alertRule(),
                        type,
                        ruleIds,
                        draft.groupBy(),
                        aliases,
                        draft.timespan(),
                        condition.threshold(),
                        condition.fields(),
                        settings.grace(),
                        remembers ? settings.history() : Duration.ZERO,
                        remembers ? settings.learn() : Duration.ZERO,
                        settings.suppress(),
                        "");
        return withFingerprint(plan);
    }

    private List<String> ruleIds(CorrelationDraft draft) {
        List<String> ids = new ArrayList<>();
        for (Yaml.Scalar reference : draft.references()) {
            String id = resolve(draft, reference);
            if (id != null
                    && ids.contains(id)
                    && draft.type() != CorrelationType.TEMPORAL_ORDERED) {
                error(
                        draft,
                        reference,
                        "each rule once, but found " + reference.what() + " again",
                        "only temporal_ordered may name a rule twice");
            }
            if (id != null) {
                ids.add(id);
            }
        }
        return ids;
    }

    private @Nullable String resolve(CorrelationDraft draft, Yaml.Scalar reference) {
        switch (references.find(reference.text())) {
            case null ->
                    error(
                            draft,
                            reference,
                            "the id or name of a rule, but found " + reference.what(),
                            references.suggestion(reference.text()));
            case References.ToCorrelation(CorrelationDraft inner) ->
                    chained(draft, inner, reference);
            case References.ToRule(RuleDraft rule) -> {
                if (rules.containsKey(rule.id())) {
                    return rule.id();
                }
                error(
                        draft,
                        reference,
                        "a rule without errors, but " + reference.what() + " has some",
                        "correct " + rule.document().file() + " first");
            }
        }
        return null;
    }

    private void chained(CorrelationDraft draft, CorrelationDraft inner, Yaml.Scalar reference) {
        boolean cycle = reaches(inner, draft, new ArrayList<>());
        error(
                draft,
                reference,
                cycle
                        ? "no cycle of correlations, but " + reference.what() + " leads back here"
                        : "a rule, but " + reference.what() + " is a correlation",
                cycle
                        ? "remove one of the references"
                        : "correlations over correlations are not in this version: refer to the"
                                + " rules themselves");
    }

    private boolean reaches(
            CorrelationDraft from, CorrelationDraft to, List<CorrelationDraft> seen) {
        if (from.id().equals(to.id())) {
            return true;
        }
        if (seen.contains(from)) {
            return false;
        }
        seen.add(from);
        for (Yaml.Scalar reference : from.references()) {
            if (references.find(reference.text())
                            instanceof References.ToCorrelation(CorrelationDraft next)
                    && reaches(next, to, seen)) {
                return true;
            }
        }
        return false;
    }

    private Map<String, Map<String, String>> aliases(CorrelationDraft draft, List<String> ruleIds) {
        Map<String, Map<String, String>> aliases = new LinkedHashMap<>();
        Values block = draft.body().map("aliases");
        if (block == null) {
            return aliases;
        }
        for (Yaml.Entry alias : block.map().entries()) {
            Values fields = block.map(alias.key());
            if (fields != null) {
                aliases.put(alias.key(), alias(draft, fields, ruleIds));
            }
        }
        return aliases;
    }

    private Map<String, String> alias(CorrelationDraft draft, Values fields, List<String> ruleIds) {
        Map<String, String> byRule = new LinkedHashMap<>();
        for (Yaml.Entry entry : fields.map().entries()) {
            String field = fields.text(entry.key());
            boolean known =
                    references.find(entry.key()) instanceof References.ToRule(RuleDraft rule)
                            && ruleIds.contains(rule.id());
            if (!known) {
                draft.problems()
                        .error(
                                entry.at(),
                                "Expected a rule of this correlation, but found '"
                                        + entry.key()
                                        + "'",
                                Suggestion.among(entry.key(), ruleIds));
            } else if (field != null
                    && references.find(entry.key()) instanceof References.ToRule(RuleDraft rule)) {
                byRule.put(rule.id(), field);
            }
        }
        return byRule;
    }

    /** What makes the state of one definition useless for another. */
    private CorrelationPlan withFingerprint(CorrelationPlan plan) {
        List<String> parts = new ArrayList<>(List.of(plan.describe()));
        for (String id : plan.ruleIds()) {
            RulePlan rule = rules.get(id);
            if (rule != null) {
                parts.add(rule.logSource().toString());
                parts.add(rule.condition().toString());
            }
        }
        return new CorrelationPlan(
                plan.id(),
                plan.alertRule(),
                plan.type(),
                plan.ruleIds(),
                plan.groupBy(),
                plan.aliases(),
                plan.timespan(),
                plan.threshold(),
                plan.fields(),
                plan.grace(),
                plan.history(),
                plan.learn(),
                plan.suppress(),
                ContentId.of(parts.toArray(String[]::new)));
    }

    private static void error(
            CorrelationDraft draft, Yaml.Scalar at, String expected, String hint) {
        draft.problems().error(at.at(), "Expected " + expected, hint);
    }
}
