package dev.tocsin.rules.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Predicates of which at least one holds whenever a rule matches: an event in which none of them
 * holds need not be looked at by the rule. Of all such sets, the one that is expected to hold least
 * often.
 *
 * @param anyOf at least one; each a {@link Predicate.FieldMatches}, {@link Predicate.Keyword} or
 *     {@link Predicate.Exists}
 */
public record Witness(List<Predicate> anyOf) {
    public Witness {
        anyOf = List.copyOf(anyOf);
    }

    /** The witness of a condition, or null when it can hold without any positive predicate. */
    public static @Nullable Witness of(Expression condition) {
        return of(condition, true);
    }

    private static @Nullable Witness of(Expression e, boolean positive) {
        return switch (e) {
            case Expression.Leaf(String _, Predicate predicate) -> of(predicate, positive);
            case Expression.Not(Expression inner) -> of(inner, !positive);
            case Expression.And(List<Expression> all) ->
                    positive ? rarest(all, true) : union(all, false);
            case Expression.Or(List<Expression> any) ->
                    positive ? union(any, true) : rarest(any, false);
        };
    }

    private static @Nullable Witness of(Predicate predicate, boolean positive) {
        return switch (predicate) {
            case Predicate.FieldMatches _, Predicate.Keyword _, Predicate.Exists _ ->
                    positive ? new Witness(List.of(predicate)) : null;
            case Predicate.FieldsCompare compare -> positive ? presence(compare.field()) : null;
            case Predicate.IsNull(Field field) -> positive ? null : presence(field);
        };
    }

    private static Witness presence(Field field) {
        return new Witness(List.of(new Predicate.Exists(field)));
    }

    private static @Nullable Witness rarest(List<Expression> parts, boolean positive) {
        Witness rarest = null;
        for (Expression part : parts) {
            Witness witness = of(part, positive);
            if (witness != null && (rarest == null || witness.cost() < rarest.cost())) {
                rarest = witness;
            }
        }
        return rarest;
    }

    private static @Nullable Witness union(List<Expression> parts, boolean positive) {
        List<Predicate> all = new ArrayList<>();
        for (Expression part : parts) {
            Witness witness = of(part, positive);
            if (witness == null) {
                return null;
            }
            all.addAll(witness.anyOf);
        }
        return new Witness(all);
    }

    private double cost() {
        double cost = 0;
        for (Predicate predicate : anyOf) {
            cost += cost(predicate);
        }
        return cost;
    }

    private static double cost(Predicate predicate) {
        return switch (predicate) {
            case Predicate.FieldMatches(Field _, ValueTest test) -> Anchor.of(test).commonness();
            case Predicate.Keyword(ValueTest test) -> 0.2 + Anchor.of(test).commonness();
            case Predicate.Exists _, Predicate.IsNull _, Predicate.FieldsCompare _ -> 0.9;
        };
    }

    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(" or ");
        for (Predicate p : anyOf) {
            text.add(p.fieldName() + " " + p.operator() + " '" + p.expected() + "'");
        }
        return text.toString();
    }
}
