package dev.tocsin.rules.eval;

import dev.tocsin.rules.plan.Expression;
import dev.tocsin.rules.plan.Field;
import dev.tocsin.rules.plan.Predicate;
import dev.tocsin.rules.plan.Shape;
import dev.tocsin.rules.plan.ValueTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes gates of conditions: literals that one field may have are asked for together, and tests
 * that are cheap and often decide stand first.
 */
final class Gates {
    private record Weighed(Gate gate, Odds odds) {
        static final Comparator<Weighed> FAILS_CHEAPLY =
                Comparator.comparingDouble(weighed -> weighed.odds.costPerFailure());
        static final Comparator<Weighed> HOLDS_CHEAPLY =
                Comparator.comparingDouble(weighed -> weighed.odds.opposite().costPerFailure());
    }

    /** What literals must have in common to be asked for together. */
    private record Alike(Field field, Shape shape) {}

    private record SetKey(List<String> places, Shape shape, Set<String> literals) {}

    private final Checks checks;
    private final Map<SetKey, PredicateCheck> sets = new HashMap<>();

    Gates(Checks checks) {
        this.checks = checks;
    }

    /** The gate of a condition. */
    Gate gate(Expression condition) {
        return weigh(condition).gate;
    }

    private Weighed weigh(Expression expression) {
        return switch (expression) {
            case Expression.And(List<Expression> all) -> allOf(flat(all, true));
            case Expression.Or(List<Expression> any) -> anyOf(flat(any, false));
            case Expression.Not(Expression inner) -> opposite(weigh(inner));
            case Expression.Leaf(String _, Predicate predicate) ->
                    new Weighed(new Gate.Ask(checks.check(predicate)), Odds.of(predicate));
        };
    }

    /** Conjunctions inside a conjunction are part of it; so are disjunctions of a disjunction. */
    private static List<Expression> flat(List<Expression> parts, boolean and) {
        List<Expression> flat = new ArrayList<>();
        for (Expression part : parts) {
            switch (part) {
                case Expression.And(List<Expression> all) when and -> flat.addAll(flat(all, true));
                case Expression.Or(List<Expression> any) when !and -> flat.addAll(flat(any, false));
                default -> flat.add(part);
            }
        }
        return flat;
    }

    private Weighed allOf(List<Expression> all) {
        List<Weighed> weighed = new ArrayList<>();
        all.forEach(part -> weighed.add(weigh(part)));
        weighed.sort(Weighed.FAILS_CHEAPLY);
        Odds odds = Odds.all(odds(weighed));
        return new Weighed(new Gate.AllOf(gates(weighed)), odds);
    }

    private Weighed anyOf(List<Expression> any) {
        List<Weighed> weighed = new ArrayList<>();
        Map<Alike, Set<String>> literals = new LinkedHashMap<>();
        Map<Alike, List<Expression>> alike = new LinkedHashMap<>();
        for (Expression part : any) {
            Alike key = alike(part);
            if (key == null) {
                weighed.add(weigh(part));
            } else {
                alike.computeIfAbsent(key, _ -> new ArrayList<>()).add(part);
                literals.computeIfAbsent(key, _ -> new TreeSet<>()).add(literal(part));
            }
        }
        alike.forEach(
                (key, parts) ->
                        addAlike(key, parts, literals.getOrDefault(key, Set.of()), weighed));
        if (weighed.size() == 1) {
            return weighed.getFirst();
        }
        weighed.sort(Weighed.HOLDS_CHEAPLY);
        List<Odds> misses = new ArrayList<>();
        weighed.forEach(one -> misses.add(one.odds.opposite()));
        return new Weighed(new Gate.AnyOf(gates(weighed)), Odds.all(misses).opposite());
    }

    private void addAlike(
            Alike key, List<Expression> parts, Set<String> literals, List<Weighed> into) {
        if (literals.size() < LiteralSet.worthFrom(key.shape)) {
            parts.forEach(part -> into.add(weigh(part)));
            return;
        }
        PredicateCheck check =
                sets.computeIfAbsent(
                        new SetKey(key.field.places(), key.shape, literals),
                        set -> checks.check(key.field, new LiteralSet(set.shape, set.literals)));
        List<Odds> misses = new ArrayList<>();
        parts.forEach(part -> misses.add(oddsOf(part).opposite()));
        Odds missed = Odds.all(misses);
        double cost = key.shape == Shape.CONTAINS ? 150 : 15;
        into.add(new Weighed(new Gate.Ask(check), new Odds(cost, missed.opposite().chance())));
    }

    private static Odds oddsOf(Expression leaf) {
        return leaf instanceof Expression.Leaf(String _, Predicate predicate)
                ? Odds.of(predicate)
                : new Odds(1, 0.5);
    }

    private static @Nullable Alike alike(Expression part) {
        if (part
                        instanceof
                        Expression.Leaf(
                                String _,
                                Predicate.FieldMatches(Field field, ValueTest.Text text))
                && !text.cased()) {
            Shape shape = Shape.of(text.pattern());
            boolean plain = shape != Shape.ANY && shape != Shape.WILDCARDS;
            return plain ? new Alike(field, shape) : null;
        }
        return null;
    }

    private static String literal(Expression part) {
        return part
                        instanceof
                        Expression.Leaf(
                                String _,
                                Predicate.FieldMatches(Field _, ValueTest.Text text))
                ? Shape.literal(text.pattern().folded())
                : "";
    }

    private static Weighed opposite(Weighed weighed) {
        return new Weighed(new Gate.Opposite(weighed.gate), weighed.odds.opposite());
    }

    private static List<Odds> odds(List<Weighed> weighed) {
        return weighed.stream().map(Weighed::odds).toList();
    }

    private static Gate[] gates(List<Weighed> weighed) {
        return weighed.stream().map(Weighed::gate).toArray(Gate[]::new);
    }
}
