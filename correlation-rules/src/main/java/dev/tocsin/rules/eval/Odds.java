package dev.tocsin.rules.eval;

import dev.tocsin.rules.plan.Anchor;
import dev.tocsin.rules.plan.Predicate;
import dev.tocsin.rules.plan.Shape;
import dev.tocsin.rules.plan.ValueTest;

/**
 * What a test is expected to cost, and how often it holds: an estimate that decides only the order
 * of tests.
 *
 * @param cost in about nanoseconds
 * @param chance 0 to 1
 */
record Odds(double cost, double chance) {
    private static final double LEAST = 0.001;

    /** The estimate of a predicate. */
    static Odds of(Predicate predicate) {
        return switch (predicate) {
            case Predicate.FieldMatches(var _, ValueTest test) -> of(test);
            case Predicate.Keyword(ValueTest test) -> new Odds(500, of(test).chance);
            case Predicate.Exists _ -> new Odds(2, 0.7);
            case Predicate.IsNull _ -> new Odds(2, 0.3);
            case Predicate.FieldsCompare _ -> new Odds(20, 0.3);
        };
    }

    private static Odds of(ValueTest test) {
        double chance = Math.clamp(Anchor.of(test).commonness(), LEAST, 1 - LEAST);
        return new Odds(cost(test), chance);
    }

    private static double cost(ValueTest test) {
        return switch (test) {
            case ValueTest.Text text ->
                    switch (Shape.of(text.pattern())) {
                        case EQUALS, STARTS_WITH, ENDS_WITH, ANY -> 4;
                        case CONTAINS -> 15;
                        case WILDCARDS -> 60;
                    };
            case ValueTest.IsNumber _ -> 4;
            case ValueTest.Compare _ -> 30;
            case ValueTest.InNetwork _ -> 40;
            case ValueTest.TimePart _ -> 100;
            case ValueTest.Regex _ -> 400;
        };
    }

    /** All of several, tested in their order. */
    static Odds all(Iterable<Odds> odds) {
        double cost = 0;
        double chance = 1;
        for (Odds one : odds) {
            cost += chance * one.cost;
            chance *= one.chance;
        }
        return new Odds(cost, Math.max(chance, LEAST));
    }

    Odds opposite() {
        return new Odds(cost, 1 - chance);
    }

    /** What it costs for each time that it fails: the order of tests that must all hold. */
    double costPerFailure() {
        return cost / Math.max(1 - chance, LEAST);
    }
}
