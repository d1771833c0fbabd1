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
        return of(condition, Popularity.UNKNOWN);
    }

    /** The same, of a condition in a rule set. */
    public static @Nullable Witness of(Expression condition, Popularity popularity) {
        Weighed weighed = new Choice(popularity).of(condition, true);
        return weighed == null ? null : new Witness(weighed.anyOf);
    }

    private record Weighed(List<Predicate> anyOf, double cost) {}

    /** Chooses among all witnesses the rarest. */
    private record Choice(Popularity popularity) {

        @Nullable Weighed of(Expression e, boolean positive) {
            return switch (e) {
                case Expression.Leaf(String _, Predicate predicate) -> of(predicate, positive);
                case Expression.Not(Expression inner) -> of(inner, !positive);
                case Expression.And(List<Expression> all) ->
                        positive ? rarest(all, true) : union(all, false);
                case Expression.Or(List<Expression> any) ->
                        positive ? union(any, true) : rarest(any, false);
            };
        }

        private @Nullable Weighed of(Predicate predicate, boolean positive) {
            return switch (predicate) {
                case Predicate.FieldMatches _, Predicate.Keyword _, Predicate.Exists _ ->
                        positive ? new Weighed(List.of(predicate), cost(predicate)) : null;
                case Predicate.FieldsCompare compare -> positive ? presence(compare.field()) : null;
                case Predicate.IsNull(Field field) -> positive ? null : presence(field);
            };
        }

        private Weighed presence(Field field) {
            Predicate exists = new Predicate.Exists(field);
            return new Weighed(List.of(exists), cost(exists));
        }

        private @Nullable Weighed rarest(List<Expression> parts, boolean positive) {
            Weighed rarest = null;
            for (Expression part : parts) {
                Weighed one = of(part, positive);
                if (one != null && (rarest == null || one.cost < rarest.cost)) {
                    rarest = one;
                }
            }
            return rarest;
        }

        private @Nullable Weighed union(List<Expression> parts, boolean positive) {
            List<Predicate> all = new ArrayList<>();
            double misses = 1;
            for (Expression part : parts) {
                Weighed one = of(part, positive);
                if (one == null) {
                    return null;
                }
                all.addAll(one.anyOf);
                misses *= 1 - one.cost;
            }
            return new Weighed(all, 1 - misses);
        }

        private double cost(Predicate predicate) {
            return switch (predicate) {
                case Predicate.FieldMatches(Field field, ValueTest test) ->
                        popularity.commonness(field, Anchor.of(test));
                case Predicate.Keyword(ValueTest test) -> 0.2 + 0.8 * Anchor.of(test).commonness();
                case Predicate.Exists _, Predicate.IsNull _, Predicate.FieldsCompare _ ->
                        Anchor.PRESENT_COMMONNESS;
            };
        }
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
