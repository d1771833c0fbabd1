package dev.tocsin.rules.compile;

import dev.tocsin.id.ContentId;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.Criterion;
import dev.tocsin.rules.plan.Risk;
import dev.tocsin.rules.plan.RulePlan;
import dev.tocsin.rules.plan.TypeSettings.Expected;
import dev.tocsin.rules.source.Yaml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Resolves the references of correlations and makes their plans. */
final class CorrelationCompiler {
    private final References references;
    private final Map<String, RulePlan> rules;
    private final Map<String, Boolean> alerting;
    private final Expansion lists;
    private final Chains chains;
    private final Map<String, CorrelationPlan> plans = new HashMap<>();

    /**
     * @param rules the rules that compiled, by {@link RulePlan#id()}
     * @param alerting whether a rule or correlation that is referred to alerts on its own, by id
     * @param lists for the groups that are expected
     */
    CorrelationCompiler(
            References references,
            Map<String, RulePlan> rules,
            Map<String, Boolean> alerting,
            Expansion lists) {
        this.references = references;
        this.rules = rules;
        this.alerting = alerting;
        this.lists = lists;
        this.chains = new Chains(references);
    }

    /** The plans of those that have one, in their order; problems go to the drafts. */
    List<CorrelationPlan> compile(List<CorrelationDraft> drafts) {
        for (CorrelationDraft draft : chains.innerFirst(drafts)) {
            CorrelationPlan plan = compile(draft);
            if (plan != null) {
                plans.put(draft.id(), plan);
            }
        }
        plans.replaceAll((_, plan) -> withOuters(plan));
        List<CorrelationPlan> ordered = new ArrayList<>();
        for (CorrelationDraft draft : drafts) {
            CorrelationPlan plan = plans.get(draft.id());
            if (plan != null && !ordered.contains(plan)) {
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
        Criterion criterion = CorrelationCondition.read(draft, kind, references);
        Expected expected = expected(draft);
        TimeChecks.check(draft, kind, expected);
        if (draft.problems().hasErrors()) {
            return null;
        }
        aliases.lint(criterion.fields());
        new CorrelationFieldNames(draft, references, aliases).lint();
        CorrelationPlan plan = plan(draft, kind, ids, aliases, criterion, expected);
        lintSettle(draft, plan);
        return withFingerprint(plan);
    }

    private static void lintSettle(CorrelationDraft draft, CorrelationPlan plan) {
        Yaml.Entry settle = draft.settings().entry(Setting.SETTLE);
        if (settle != null && !plan.settles()) {
            draft.problems()
                    .warning(
                            settle.at(),
                            "Expected a condition that is judged at the end of a frame beside"
                                    + " 'tocsin.settle', but this one is judged at once",
                            "remove it");
        }
    }

    private CorrelationPlan plan(
            CorrelationDraft draft,
            Kind kind,
            List<String> ids,
            Aliases aliases,
            Criterion criterion,
            @Nullable Expected expected) {
        Settings settings = draft.settings();
        return new CorrelationPlan(
                draft.id(),
                draft.header().alertRule(),
                kind.planned(),
                ids,
                inner(draft),
                draft.groupBy(),
                aliases.byRule(),
                draft.timespan(),
                criterion,
                settings.timing(draft.timespan()),
                settings.ofType(kind, expected),
                settings.policy().withAlerts(alerting.getOrDefault(draft.id(), true)),
                draft.header().metadata(),
                draft.header().origin(),
                "");
    }

    private long inner(CorrelationDraft draft) {
        long inner = 0;
        for (int i = 0; i < draft.references().size(); i++) {
            boolean correlation =
                    references.find(draft.references().get(i).text())
                            instanceof References.ToCorrelation;
            inner |= correlation ? 1L << i : 0;
        }
        return inner;
    }

    /** The groups of the list in {@code expect}. */
    private @Nullable Expected expected(CorrelationDraft draft) {
        Yaml.Scalar name = draft.settings().expect();
        if (name == null || draft.kind() != Kind.ABSENCE) {
            return null;
        }
        if (draft.groupBy().size() != 1) {
            error(
                    draft,
                    name,
                    "one field in group-by for 'expect', but found " + draft.groupBy().size(),
                    "group by the field whose values the list has");
        }
        List<String> values = lists.list(name.text());
        if (values == null) {
            error(
                    draft,
                    name,
                    "the name of a list in 'expect', but there is no list " + name.what(),
                    "publish a list named " + name.text());
            return null;
        }
        return new Expected(name.text(), values);
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
        List<String> parts = new ArrayList<>(List.of(plan.logic()));
        for (String id : plan.ruleIds()) {
            RulePlan rule = rules.get(id);
            CorrelationPlan inner = plans.get(id);
            if (rule != null) {
                parts.add(rule.logSource().toString());
                parts.add(rule.condition().toString());
                addPlaces(plan, rule, parts);
            } else if (inner != null) {
                parts.add(inner.fingerprint());
            }
        }
        return plan.withFingerprint(ContentId.of(parts.toArray(String[]::new)));
    }

    /**
     * A correlation that others refer to keeps in its state what they need to know of its events.
     */
    private CorrelationPlan withOuters(CorrelationPlan plan) {
        Set<String> above = new TreeSet<>();
        addAbove(plan.id(), above);
        Risk risk = plan.alerts() ? plan.policy().risk() : null;
        if (above.isEmpty() && risk == null) {
            return plan;
        }
        List<String> parts = new ArrayList<>(List.of(plan.fingerprint()));
        if (risk != null) {
            parts.add("risk of " + risk.entities());
        }
        for (String id : above) {
            CorrelationPlan outer = plans.get(id);
            if (outer != null) {
                parts.add(id + outer.groupBy() + outer.fields() + outer.aliases());
            }
        }
        return plan.feeding(ContentId.of(parts.toArray(String[]::new)));
    }

    private void addAbove(String id, Set<String> above) {
        for (CorrelationPlan outer : plans.values()) {
            if ((outer.positionsOf(id) & outer.inner()) != 0 && above.add(outer.id())) {
                addAbove(outer.id(), above);
            }
        }
    }

    private static void addPlaces(CorrelationPlan plan, RulePlan rule, List<String> parts) {
        List<String> entries = new ArrayList<>(plan.groupBy());
        entries.addAll(plan.fields());
        for (String entry : entries) {
            parts.add(rule.field(plan.fieldFor(entry, rule.id())).places().toString());
        }
    }

    private static void error(
            CorrelationDraft draft, Yaml.Scalar at, String expected, String hint) {
        draft.problems().error(at.at(), "Expected " + expected, hint);
    }
}
