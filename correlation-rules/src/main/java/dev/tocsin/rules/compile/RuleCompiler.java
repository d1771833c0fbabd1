package dev.tocsin.rules.compile;

import dev.tocsin.event.LogSource;
import dev.tocsin.id.ContentId;
import dev.tocsin.rules.eval.IndexedMatcher;
import dev.tocsin.rules.logsource.FieldMappings;
import dev.tocsin.rules.logsource.LogSourceIncludes;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.Expression;
import dev.tocsin.rules.plan.RiskPlan;
import dev.tocsin.rules.plan.RulePlan;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.rules.plan.Witness;
import dev.tocsin.rules.source.Document;
import dev.tocsin.rules.source.RuleFile;
import dev.tocsin.rules.source.Yaml;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compiles rule files into a rule set. Pure: the same files and lists give the same result.
 *
 * <p>Files, and then documents, are read on all processors, as neither needs the others.
 *
 * <p>The way of a file: {@link SourceSet} reads and sorts the documents; {@link RuleDraft}, {@link
 * FilterCompiler} and {@link CorrelationDraft} check each by itself; {@link References} connects
 * them; plans are made of what is left without errors.
 */
public final class RuleCompiler {
    private final List<RuleFile> files;
    private final Expansion lists;
    private final SourceSet sources;
    private final List<RuleDraft> drafts = new ArrayList<>();
    private final List<FilterCompiler> filters = new ArrayList<>();
    private final List<CorrelationDraft> correlations = new ArrayList<>();

    private RuleCompiler(List<RuleFile> files, Expansion lists) {
        this.files = List.copyOf(files);
        this.lists = lists;
        this.sources = new SourceSet(files);
    }

    /** Compiles the files together: references may cross files. */
    public static Compilation compile(List<RuleFile> files, Placeholders lists) {
        return new RuleCompiler(files, new Expansion(lists)).compile();
    }

    private Compilation compile() {
        readDrafts();
        References references = new References(drafts, correlations);
        filters.forEach(filter -> filter.checkReferences(references));
        Map<String, Boolean> alerting = alerting(references);
        Map<String, RulePlan> rules = new LinkedHashMap<>();
        for (RuleDraft draft : drafts) {
            RulePlan plan = plan(draft, references, alerting.getOrDefault(draft.id(), true));
            if (plan != null) {
                rules.put(plan.id(), plan);
            }
        }
        List<CorrelationPlan> plans =
                withoutLists(
                        new CorrelationCompiler(references, rules, alerting, lists)
                                .compile(correlations),
                        rules);
        List<RulePlan> ordered = List.copyOf(rules.values());
        List<RiskPlan> risks = new RiskCompiler(ordered, plans).compile(sources.risks());
        RuleSet set = new RuleSet(revision(), ordered, plans, risks, IndexedMatcher.of(ordered));
        return new Compilation(set, sources.problems());
    }

    /**
     * A list that changes must not cost the state of the correlations over the rules that use it:
     * fingerprints are those that the rules have with the names of lists in the place of their
     * values.
     */
    private List<CorrelationPlan> withoutLists(
            List<CorrelationPlan> plans, Map<String, RulePlan> rules) {
        if (lists.used().isEmpty() || lists.isByName()) {
            return plans;
        }
        Set<String> paths = new HashSet<>();
        sources.filters().forEach(filter -> paths.add(filter.file()));
        for (CorrelationPlan plan : plans) {
            paths.add(plan.origin().file());
            for (String id : plan.ruleIds()) {
                RulePlan rule = rules.get(id);
                if (rule != null) {
                    paths.add(rule.origin().file());
                }
            }
        }
        List<RuleFile> involved =
                files.stream().filter(file -> paths.contains(file.path())).toList();
        RuleSet named = new RuleCompiler(involved, lists.byName()).compile().rules();
        return plans.stream().map(plan -> withFingerprintOf(plan, named)).toList();
    }

    private static CorrelationPlan withFingerprintOf(CorrelationPlan plan, RuleSet named) {
        CorrelationPlan twin = named.correlation(plan.id());
        return twin == null ? plan : plan.withFingerprint(twin.fingerprint());
    }

    private void readDrafts() {
        FieldMappings mappings = FieldMappings.shipped();
        KnownFields known = KnownFields.shipped();
        drafts.addAll(
                sources.rules().parallelStream()
                        .map(document -> RuleDraft.of(document, mappings, known, lists))
                        .toList());
        for (Document document : sources.filters()) {
            filters.add(new FilterCompiler(document, mappings, lists));
        }
        for (Document document : sources.correlations()) {
            correlations.add(CorrelationDraft.of(document));
        }
    }

    /**
     * Whether a rule or correlation that a correlation refers to alerts on its own, by id; those
     * that none refers to are absent. A correlation with errors counts: its rules must not begin to
     * alert because of it.
     */
    private Map<String, Boolean> alerting(References references) {
        Map<String, Boolean> alerting = new LinkedHashMap<>();
        for (CorrelationDraft correlation : correlations) {
            for (Yaml.Scalar reference : correlation.references()) {
                References.Target target = references.find(reference.text());
                if (target != null) {
                    alerting.merge(
                            target.header().alertRule().id(),
                            correlation.generate(),
                            Boolean::logicalOr);
                }
            }
        }
        return alerting;
    }

    private @Nullable RulePlan plan(RuleDraft draft, References references, boolean alerts) {
        LogSource source = draft.logSource();
        Expression own = draft.condition();
        if (source == null || own == null || draft.document().problems().hasErrors()) {
            return null;
        }
        List<Expression> all = new ArrayList<>(List.of(own));
        for (FilterCompiler filter : filters) {
            Expression further = filter.conditionFor(draft, references);
            if (further != null) {
                all.add(further);
            }
        }
        Expression condition = Expression.and(all);
        if (Witness.of(condition) == null) {
            draft.document()
                    .problems()
                    .warning(
                            draft.document().root().at(),
                            "Expected a condition that needs some value to be there, but found one"
                                    + " that can hold without; the rule is asked for every event",
                            "add a field with a value that every match has");
        }
        Header header = draft.header();
        return new RulePlan(
                draft.id(),
                header.alertRule(),
                draft.settings().policy().withAlerts(alerts),
                LogSourceIncludes.shipped().sources(source),
                draft.mapping(),
                condition,
                header.metadata(),
                header.origin());
    }

    private String revision() {
        List<RuleFile> sorted = new ArrayList<>(files);
        sorted.sort(Comparator.comparing(RuleFile::path));
        List<String> parts = new ArrayList<>();
        for (RuleFile file : sorted) {
            parts.add(file.path());
            parts.add(file.text());
        }
        lists.used()
                .forEach(
                        (name, values) -> {
                            parts.add(name);
                            parts.addAll(values);
                        });
        return ContentId.of(parts.toArray(String[]::new));
    }
}
