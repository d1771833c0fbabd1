package dev.tocsin.rules.compile;

import dev.tocsin.id.ContentId;
import dev.tocsin.rules.plan.AlertPolicy;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.Risk;
import dev.tocsin.rules.plan.RiskPlan;
import dev.tocsin.rules.plan.RulePlan;
import dev.tocsin.rules.plan.Threshold;
import dev.tocsin.rules.source.Document;
import dev.tocsin.rules.source.Yaml;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles documents with {@code risk}: a threshold of what alerts add to entities. */
final class RiskCompiler {
    private static final Duration HALF_LIFE = Duration.ofHours(24);
    private static final String HALF_LIFE_KEY = "half-life";

    private final Map<String, Risk> risks = new LinkedHashMap<>();

    RiskCompiler(Collection<RulePlan> rules, Collection<CorrelationPlan> correlations) {
        for (RulePlan rule : rules) {
            add(rule.id(), rule.policy().risk());
        }
        for (CorrelationPlan correlation : correlations) {
            add(correlation.id(), correlation.policy().risk());
        }
    }

    private void add(String id, @Nullable Risk risk) {
        if (risk != null) {
            risks.put(id, risk);
        }
    }

    /** The plans of those without errors; problems go to the documents. */
    List<RiskPlan> compile(List<Document> documents) {
        List<RiskPlan> plans = new ArrayList<>();
        for (Document document : documents) {
            Header header = Header.read(document, "risk");
            Values risk = new Values(document.root(), document.problems()).map("risk");
            RiskPlan plan = risk == null ? null : compile(document, header, risk);
            if (plan != null && !document.problems().hasErrors()) {
                plans.add(plan);
            }
        }
        return plans;
    }

    private @Nullable RiskPlan compile(Document document, Header header, Values risk) {
        risk.allowOnly(Set.of("threshold", "entities", HALF_LIFE_KEY), "'risk'");
        BigDecimal threshold = risk.number("threshold");
        Duration halfLife = risk.duration(HALF_LIFE_KEY);
        if (threshold == null || threshold.signum() <= 0) {
            error(document, risk, "threshold", "a threshold above 0", "write 'threshold: 100'");
        }
        if (halfLife != null && halfLife.isZero()) {
            error(
                    document,
                    risk,
                    HALF_LIFE_KEY,
                    "a half-life above 0",
                    "write for example 'half-life: 24h'");
        }
        List<String> named = risk.texts("entities");
        List<String> entities = named.isEmpty() ? all() : named;
        Map<String, Risk> scores = scores(entities);
        if (scores.isEmpty()) {
            document.problems()
                    .warning(
                            risk.map().at(),
                            "Expected a rule with 'tocsin.risk' for these entities, but found none",
                            "add for example 'tocsin: {risk: {score: 20, entities: [user.name]}}'"
                                    + " to a rule");
        }
        return threshold == null
                ? null
                : plan(
                        document,
                        header,
                        threshold.doubleValue(),
                        halfLife == null ? HALF_LIFE : halfLife,
                        entities,
                        scores);
    }

    private static RiskPlan plan(
            Document document,
            Header header,
            double threshold,
            Duration halfLife,
            List<String> entities,
            Map<String, Risk> scores) {
        Settings settings = Settings.read(document, Kind.RISK);
        Duration grace = settings.grace() == null ? RiskPlan.GRACE : settings.grace();
        AlertPolicy policy = settings.policy().withoutRisk();
        return new RiskPlan(
                header.alertRule().id(),
                header.alertRule(),
                threshold,
                halfLife,
                entities,
                scores,
                grace,
                policy,
                header.metadata(),
                header.origin(),
                ContentId.of(
                        header.alertRule().id(),
                        Threshold.number(threshold),
                        halfLife.toString(),
                        entities.toString(),
                        grace.toString(),
                        String.valueOf(policy.suppress())));
    }

    private List<String> all() {
        Set<String> entities = new LinkedHashSet<>();
        risks.values().forEach(risk -> entities.addAll(risk.entities()));
        return List.copyOf(entities);
    }

    private Map<String, Risk> scores(List<String> entities) {
        Map<String, Risk> scores = new LinkedHashMap<>();
        risks.forEach(
                (id, risk) -> {
                    if (risk.entities().stream().anyMatch(entities::contains)) {
                        scores.put(id, risk);
                    }
                });
        return scores;
    }

    private static void error(
            Document document, Values risk, String key, String expected, String hint) {
        Yaml value = risk.map().get(key);
        document.problems()
                .error(
                        value == null ? risk.map().at() : value.at(),
                        "Expected "
                                + expected
                                + " in 'risk', but found "
                                + (value == null ? "none" : value.what()),
                        hint);
    }
}
