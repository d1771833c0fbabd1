package dev.tocsin.rules.eval;

import dev.tocsin.rules.plan.Expression;
import dev.tocsin.rules.plan.Field;
import dev.tocsin.rules.plan.Predicate;
import dev.tocsin.rules.plan.Shape;
import dev.tocsin.rules.plan.TextPattern;
import dev.tocsin.rules.plan.ValueTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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
            case Expression.Leaf(String _, Predicate predicate) -> ask(predicate);
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
        Map<Alike, Map<String, Predicate>> alike = new LinkedHashMap<>();
        for (Expression part : any) {
            if (part instanceof Expression.Leaf(String _, Predicate.FieldMatches matches)
                    && isLiteral(matches.test())) {
                collect(matches, alike);
            } else {
                weighed.add(weigh(part));
            }
        }
        alike.forEach((key, literals) -> addAlike(key, literals, weighed));
        if (weighed.size() == 1) {
            return weighed.getFirst();
        }
        weighed.sort(Weighed.HOLDS_CHEAPLY);
        List<Odds> misses = new ArrayList<>();
        weighed.forEach(one -> misses.add(one.odds.opposite()));
        return new Weighed(new Gate.AnyOf(gates(weighed)), Odds.all(misses).opposite());
    }

    private static boolean isLiteral(ValueTest test) {
        return test instanceof ValueTest.Text(TextPattern pattern, boolean cased)
                && !cased
                && Shape.of(pattern) != Shape.ANY
                && Shape.of(pattern) != Shape.WILDCARDS;
    }

    /** By folded text: one literal in several spellings is asked for once. */
    private static void collect(
            Predicate.FieldMatches matches, Map<Alike, Map<String, Predicate>> alike) {
        if (matches.test() instanceof ValueTest.Text(TextPattern pattern, boolean _)) {
            alike.computeIfAbsent(
                            new Alike(matches.field(), Shape.of(pattern)), _ -> new TreeMap<>())
                    .put(Shape.literal(pattern.folded()), matches);
        }
    }

    private void addAlike(Alike key, Map<String, Predicate> literals, List<Weighed> into) {
        if (literals.size() < LiteralSet.worthFrom(key.shape)) {
            literals.values().forEach(literal -> into.add(ask(literal)));
            return;
        }
        PredicateCheck check =
                sets.computeIfAbsent(
                        new SetKey(key.field.places(), key.shape, literals.keySet()),
                        set -> checks.check(key.field, new LiteralSet(set.shape, set.literals)));
        List<Odds> misses = new ArrayList<>();
        literals.values().forEach(literal -> misses.add(Odds.of(literal).opposite()));
        double cost = key.shape == Shape.CONTAINS ? 150 : 15;
        double chance = Odds.all(misses).opposite().chance();
        into.add(new Weighed(new Gate.Ask(check), new Odds(cost, chance)));
    }

    private Weighed ask(Predicate predicate) {
        return new Weighed(new Gate.Ask(checks.check(predicate)), Odds.of(predicate));
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
