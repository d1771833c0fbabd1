package dev.tocsin.rules.plan;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * In how many rules of a rule set a field is asked for the same anchor. What many rules ask for,
 * such as the name of a shell, is what many events have; so a rule is better found by what only it
 * asks for. Immutable.
 */
public final class Popularity {
    /** Nothing is known: every anchor stands for itself. */
    public static final Popularity UNKNOWN = new Popularity(Map.of());

    /**
     * How much of the use by other rules counts: less than all of it, as rules come in families.
     */
    private static final double WEIGHT = 0.35;

    private record Use(String field, Anchor anchor) {}

    private final Map<Use, Integer> rules;

    private Popularity(Map<Use, Integer> rules) {
        this.rules = rules;
    }

    /** The popularity in a rule set. */
    public static Popularity of(Collection<RulePlan> rules) {
        Map<Use, Integer> counts = new HashMap<>();
        for (RulePlan rule : rules) {
            Set<Use> uses = new HashSet<>();
            collect(rule.condition(), uses);
            uses.forEach(use -> counts.merge(use, 1, Integer::sum));
        }
        counts.values().removeIf(count -> count == 1);
        return new Popularity(counts);
    }

    private static void collect(Expression expression, Set<Use> uses) {
        switch (expression) {
            case Expression.And(List<Expression> all) -> all.forEach(part -> collect(part, uses));
            case Expression.Or(List<Expression> any) -> any.forEach(part -> collect(part, uses));
            case Expression.Not(Expression inner) -> collect(inner, uses);
            case Expression.Leaf(String _, Predicate.FieldMatches(Field field, ValueTest test)) ->
                    uses.add(use(field, Anchor.of(test)));
            case Expression.Leaf _ -> {}
        }
    }

    /** Fields of one name count together, wherever they lie. */
    private static Use use(Field field, Anchor anchor) {
        return new Use(field.places().getLast(), anchor);
    }

    /** An estimate of how many events pass the anchor: 1 for nearly all, 0 for nearly none. */
    double commonness(Field field, Anchor anchor) {
        double alone = anchor.commonness();
        Integer count = rules.get(use(field, anchor));
        return count == null ? alone : 1 - Math.pow(1 - alone, Math.pow(count, WEIGHT));
    }
}
