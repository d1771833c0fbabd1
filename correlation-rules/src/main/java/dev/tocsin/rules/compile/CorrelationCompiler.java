package dev.tocsin.rules.compile;

import dev.tocsin.id.ContentId;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.CorrelationType;
import dev.tocsin.rules.plan.RulePlan;
import dev.tocsin.rules.source.Yaml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the references of correlations and makes their plans. A correlation that is well-formed,
 * but of a kind that this version does not evaluate, gets a warning and no plan.
 */
final class CorrelationCompiler {
    private final References references;
    private final Map<String, RulePlan> rules;
    private final Chains chains;

    /**
     * @param rules the rules that compiled, by {@link RulePlan#id()}
     */
    CorrelationCompiler(References references, Map<String, RulePlan> rules) {
        this.references = references;
        this.rules = rules;
        this.chains = new Chains(references);
    }

    /** The plans of those that have one, in their order; problems go to the drafts. */
    List<CorrelationPlan> compile(List<CorrelationDraft> drafts) {
        IdentityHashMap<CorrelationDraft, CorrelationPlan> plans = new IdentityHashMap<>();
        for (CorrelationDraft draft : chains.innerFirst(drafts)) {
            CorrelationPlan plan = compile(draft);
            if (plan != null) {
                plans.put(draft, plan);
            }
        }
        List<CorrelationPlan> ordered = new ArrayList<>();
        for (CorrelationDraft draft : drafts) {
            CorrelationPlan plan = plans.get(draft);
            if (plan != null) {
                ordered.add(plan);
            }
        }
        return ordered;
    }

    private @Nullable CorrelationPlan compile(CorrelationDraft draft) {
        List<String> ids = resolve(draft);
        Aliases aliases = Aliases.read(draft, references);
        Kind kind = draft.kind();
        if (kind == null) {
            return null;
        }
        CorrelationCondition condition = CorrelationCondition.read(draft, kind, references);
        if (draft.problems().hasErrors()) {
            return null;
        }
        aliases.lint(condition.fields());
        new CorrelationFieldNames(draft, references, aliases).lint();
        CorrelationType type = kind.planned();
        String unevaluated =
                type == null
                        ? "the type " + kind.text()
                        : chains.isOuter(draft)
                                ? "a correlation over correlations"
                                : condition.unevaluated();
        if (type == null || unevaluated != null) {
            warnOfUnevaluated(draft, String.valueOf(unevaluated));
            return null;
        }
        draft.settings().warnOfUnevaluated(draft.document());
        return withFingerprint(plan(draft, type, ids, aliases, condition));
    }

    private static CorrelationPlan plan(
            CorrelationDraft draft,
            CorrelationType type,
            List<String> ids,
            Aliases aliases,
            CorrelationCondition condition) {
        boolean remembers = type == CorrelationType.NEW_VALUE;
        Settings settings = draft.settings();
        return new CorrelationPlan(
                draft.id(),
                draft.header().alertRule(),
                type,
                ids,
                draft.groupBy(),
                aliases.byRule(),
                draft.timespan(),
                condition.threshold(),
                condition.fields(),
                settings.grace(),
                remembers ? settings.history() : Duration.ZERO,
                remembers ? settings.learn() : Duration.ZERO,
                settings.suppress(),
                draft.header().metadata(),
                draft.header().origin(),
                "");
    }

    private static void warnOfUnevaluated(CorrelationDraft draft, String what) {
        draft.problems()
                .warning(
                        draft.at(),
                        "Expected a correlation that this version evaluates, but found "
                                + what
                                + ", which is checked, but not evaluated by this version",
                        "keep it for a later version; its rules alert on their own only with"
                                + " 'generate: true'");
    }

    private List<String> resolve(CorrelationDraft draft) {
        List<String> ids = new ArrayList<>();
        for (Yaml.Scalar reference : draft.references()) {
            String id = resolve(draft, reference);
            if (id != null && ids.contains(id) && draft.kind() != Kind.TEMPORAL_ORDERED) {
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
        References.Target target = references.find(reference.text());
        switch (target) {
            case null ->
                    error(
                            draft,
                            reference,
                            "the id or name of a rule, but found " + reference.what(),
                            references.suggestion(reference.text()));
            case References.ToCorrelation(CorrelationDraft inner) -> {
                chains.check(draft, inner, reference);
                return inner.id();
            }
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
        return plan.withFingerprint(ContentId.of(parts.toArray(String[]::new)));
    }

    private static void error(
            CorrelationDraft draft, Yaml.Scalar at, String expected, String hint) {
        draft.problems().error(at.at(), "Expected " + expected, hint);
    }
}
