package dev.tocsin.rules.explain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.alert.Alert.MatchedPredicate;
import dev.tocsin.rules.plan.Expression;
import dev.tocsin.rules.plan.Field;
import dev.tocsin.rules.plan.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks every part of a condition about an event, also those that no longer matter. */
final class Judge {
    private final JsonNode event;

    Judge(JsonNode event) {
        this.event = event;
    }

    Verdict of(Expression expression) {
        return switch (expression) {
            case Expression.And(List<Expression> all) -> all(all);
            case Expression.Or(List<Expression> any) -> any(any);
            case Expression.Not(Expression inner) -> new Verdict.Opposite(of(inner));
            case Expression.Leaf(String identifier, Predicate predicate) ->
                    new Verdict.Asked(
                            identifier,
                            predicate,
                            PredicateTrial.ask(identifier, predicate, event),
                            seen(predicate));
        };
    }

    private Verdict all(List<Expression> all) {
        List<Verdict> parts = new ArrayList<>();
        boolean held = true;
        for (Expression part : all) {
            Verdict verdict = of(part);
            parts.add(verdict);
            held &= verdict.held();
        }
        return new Verdict.All(Shared.identifier(all), parts, held);
    }

    private Verdict any(List<Expression> any) {
        List<Predicate> list = Shared.list(any);
        if (!list.isEmpty()) {
            return oneOf(String.valueOf(Shared.identifier(any)), list);
        }
        List<Verdict> parts = new ArrayList<>();
        boolean held = false;
        for (Expression part : any) {
            Verdict verdict = of(part);
            parts.add(verdict);
            held |= verdict.held();
        }
        return new Verdict.Any(Shared.identifier(any), parts, held);
    }

    private Verdict oneOf(String identifier, List<Predicate> list) {
        List<MatchedPredicate> matched = new ArrayList<>();
        for (Predicate predicate : list) {
            MatchedPredicate found = PredicateTrial.ask(identifier, predicate, event);
            if (found != null) {
                matched.add(found);
            }
        }
        return new Verdict.OneOf(identifier, list, matched, seen(list.getFirst()));
    }

    private @Nullable Seen seen(Predicate predicate) {
        Field field = Shared.field(predicate);
        return field == null ? null : Seen.in(event, field);
    }

    /** What the parts of an expression have in common. */
    static final class Shared {
        private Shared() {}

        /** The one search identifier of all parts, or null. */
        static @Nullable String identifier(List<Expression> parts) {
            String shared = null;
            for (Expression part : parts) {
                String own = identifier(part);
                if (own == null || (shared != null && !shared.equals(own))) {
                    return null;
                }
                shared = own;
            }
            return shared;
        }

        private static @Nullable String identifier(Expression expression) {
            return switch (expression) {
                case Expression.And(List<Expression> all) -> identifier(all);
                case Expression.Or(List<Expression> any) -> identifier(any);
                case Expression.Not(Expression inner) -> identifier(inner);
                case Expression.Leaf(String identifier, Predicate _) -> identifier;
            };
        }

        /** The predicates, if the parts are values for one field; else none. */
        static List<Predicate> list(List<Expression> parts) {
            if (parts.size() < 2 || identifier(parts) == null) {
                return List.of();
            }
            List<Predicate> list = new ArrayList<>();
            for (Expression part : parts) {
                if (!(part instanceof Expression.Leaf(String _, Predicate predicate))
                        || (!list.isEmpty() && !sameField(list.getFirst(), predicate))) {
                    return List.of();
                }
                list.add(predicate);
            }
            return list;
        }

        private static boolean sameField(Predicate one, Predicate other) {
            return one.fieldName().equals(other.fieldName())
                    && Objects.equals(field(one), field(other));
        }

        /** The field that a predicate looks at; null for keywords. */
        static @Nullable Field field(Predicate predicate) {
            return switch (predicate) {
                case Predicate.FieldMatches(Field field, var _) -> field;
                case Predicate.Exists(Field field) -> field;
                case Predicate.IsNull(Field field) -> field;
                case Predicate.FieldsCompare compare -> compare.field();
                case Predicate.Keyword _ -> null;
            };
        }
    }
}
