package dev.tocsin.rules.plan;

import dev.tocsin.rules.value.FieldPath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Which correlations each rule and each correlation feeds, and where their fields lie. */
final class CorrelationGraph {
    private final Collection<CorrelationPlan> plans;
    private final Map<String, List<Outer>> outers = new HashMap<>();
    private final Map<RiskPlan, CorrelationPlan> risks = new LinkedHashMap<>();

    CorrelationGraph(Collection<CorrelationPlan> plans, Collection<RiskPlan> risks) {
        this.plans = plans;
        risks.forEach(risk -> this.risks.put(risk, risk.correlation()));
        for (CorrelationPlan inner : plans) {
            List<Outer> ofInner = new ArrayList<>();
            for (CorrelationPlan plan : plans) {
                long positions = plan.positionsOf(inner.id()) & plan.inner();
                if (positions != 0) {
                    ofInner.add(new Outer(plan, positions, 0));
                }
            }
            if (inner.alerts()) {
                addRisks(inner.id(), ofInner);
            }
            outers.put(inner.id(), List.copyOf(ofInner));
        }
    }

    private void addRisks(String inner, List<Outer> ofInner) {
        this.risks.forEach(
                (risk, plan) -> {
                    Risk added = risk.scores().get(inner);
                    if (added != null) {
                        ofInner.add(new Outer(plan, 1, added.score()));
                    }
                });
    }

    /** The thresholds of risk as correlations. */
    Collection<CorrelationPlan> risks() {
        return risks.values();
    }

    /** The thresholds of risk that alerts of a rule add to. */
    List<RiskFeed> riskFeeds(RulePlan rule) {
        List<RiskFeed> feeds = new ArrayList<>();
        risks.forEach(
                (risk, plan) -> {
                    Risk added = risk.scores().get(rule.id());
                    if (added != null && rule.alertsEachTime()) {
                        List<String> entities = common(added.entities(), plan.groupBy());
                        feeds.add(
                                new RiskFeed(
                                        plan,
                                        added.score(),
                                        entities,
                                        places(entities, entry -> entry, rule)));
                    }
                });
        return List.copyOf(feeds);
    }

    /** The same for a rule that keeps alerts back: only those that it tells add anything. */
    List<OuterFeed> repeated(RulePlan rule) {
        List<Outer> ofRule = new ArrayList<>();
        addRisks(rule.id(), ofRule);
        outers.put(rule.id(), List.copyOf(ofRule));
        List<OuterFeed> feeds = new ArrayList<>();
        Risk risk = rule.policy().risk();
        for (Outer outer : ofRule) {
            List<String> entities =
                    risk == null ? List.of() : common(risk.entities(), outer.plan().groupBy());
            feeds.add(
                    new OuterFeed(
                            outer.plan(),
                            rule.id(),
                            outer.positions(),
                            places(entities, entry -> entry, rule),
                            entities,
                            List.of()));
        }
        return feeds;
    }

    private static List<String> common(List<String> some, List<String> others) {
        return some.stream().filter(others::contains).toList();
    }

    /** The correlations that refer to a correlation. */
    List<Outer> outers(String correlationId) {
        return outers.getOrDefault(correlationId, List.of());
    }

    /** The correlations that refer to a rule. */
    List<Feed> feeds(RulePlan rule) {
        List<Feed> feeds = new ArrayList<>();
        for (CorrelationPlan plan : plans) {
            long positions = plan.positionsOf(rule.id()) & ~plan.inner();
            if (positions != 0) {
                Way way = new Way(plan, entry -> plan.fieldFor(entry, rule.id()));
                feeds.add(
                        new Feed(
                                plan,
                                positions,
                                places(plan.groupBy(), way.fields(), rule),
                                places(plan.fields(), way.fields(), rule),
                                above(way, rule)));
            }
        }
        return List.copyOf(feeds);
    }

    /**
     * A correlation that was reached from a rule.
     *
     * @param fields what an entry of its group-by or fields is called in events of the rule
     */
    private record Way(CorrelationPlan plan, UnaryOperator<String> fields) {}

    private List<OuterFeed> above(Way direct, RulePlan rule) {
        List<OuterFeed> feeds = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Deque<Way> next = new ArrayDeque<>(List.of(direct));
        while (!next.isEmpty()) {
            Way way = next.removeFirst();
            for (Outer outer : outers(way.plan().id())) {
                CorrelationPlan plan = outer.plan();
                UnaryOperator<String> fields =
                        entry -> way.fields().apply(plan.fieldFor(entry, way.plan().id()));
                List<String> entities = entities(plan, way.plan());
                feeds.add(
                        new OuterFeed(
                                plan,
                                way.plan().id(),
                                outer.positions(),
                                places(
                                        plan.type() == CorrelationType.RISK
                                                ? entities
                                                : plan.groupBy(),
                                        fields,
                                        rule),
                                entities,
                                places(plan.fields(), fields, rule)));
                if (seen.add(plan.id())) {
                    next.addLast(new Way(plan, fields));
                }
            }
        }
        return feeds;
    }

    /** The entities of a threshold that an inner correlation adds to; empty for a correlation. */
    private static List<String> entities(CorrelationPlan outer, CorrelationPlan inner) {
        Risk risk = inner.policy().risk();
        return outer.type() == CorrelationType.RISK && risk != null
                ? common(risk.entities(), outer.groupBy())
                : List.of();
    }

    private static List<List<FieldPath>> places(
            List<String> entries, UnaryOperator<String> fields, RulePlan rule) {
        List<List<FieldPath>> places = new ArrayList<>();
        for (String entry : entries) {
            Field field = rule.field(fields.apply(entry));
            places.add(field.places().stream().map(FieldPath::of).toList());
        }
        return List.copyOf(places);
    }
}
