package dev.tocsin.rules.plan;

import dev.tocsin.rules.value.FieldPath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Which correlations each rule and each correlation feeds, and where their fields lie. */
final class CorrelationGraph {
    private final Collection<CorrelationPlan> plans;
    private final Map<String, List<Outer>> outers = new HashMap<>();

    CorrelationGraph(Collection<CorrelationPlan> plans) {
        this.plans = plans;
        for (CorrelationPlan inner : plans) {
            List<Outer> ofInner = new ArrayList<>();
            for (CorrelationPlan plan : plans) {
                long positions = plan.positionsOf(inner.id()) & plan.inner();
                if (positions != 0) {
                    ofInner.add(new Outer(plan, positions));
                }
            }
            outers.put(inner.id(), List.copyOf(ofInner));
        }
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
                feeds.add(
                        new OuterFeed(
                                plan,
                                way.plan().id(),
                                outer.positions(),
                                places(plan.groupBy(), fields, rule),
                                places(plan.fields(), fields, rule)));
                if (seen.add(plan.id())) {
                    next.addLast(new Way(plan, fields));
                }
            }
        }
        return feeds;
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
