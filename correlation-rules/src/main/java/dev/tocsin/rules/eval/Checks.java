package dev.tocsin.rules.eval;

import dev.tocsin.rules.plan.Expression;
import dev.tocsin.rules.plan.Field;
import dev.tocsin.rules.plan.Predicate;
import dev.tocsin.rules.plan.Shape;
import dev.tocsin.rules.plan.ValueTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes evaluators; equal fields and equal predicates share one. */
final class Checks {
    private final FieldTable fields;
    private final Map<Integer, FieldReader> readers = new HashMap<>();
    private final Map<Predicate, PredicateCheck> predicates = new HashMap<>();
    private int count;

    /**
     * @param fields numbers the fields
     */
    Checks(FieldTable fields) {
        this.fields = fields;
    }

    /** The reader of a field; fields that lie in the same places share one. */
    FieldReader reader(Field field) {
        return readers.computeIfAbsent(
                fields.field(field), number -> new FieldReader(number, field));
    }

    /** The evaluator of a condition. */
    Node node(Expression expression) {
        return switch (expression) {
            case Expression.And(List<Expression> all) -> new Node.AllOf(nodes(all));
            case Expression.Or(List<Expression> any) -> new Node.AnyOf(nodes(any));
            case Expression.Not(Expression inner) -> new Node.Opposite(node(inner));
            case Expression.Leaf(String identifier, Predicate predicate) ->
                    new Node.Ask(identifier, predicate, check(predicate));
        };
    }

    /** A check of our own for a question that several predicates make together. */
    PredicateCheck check(Field field, ValueCheck any) {
        return new PredicateCheck.AnyValue(count++, reader(field), any);
    }

    int count() {
        return count;
    }

    private Node[] nodes(List<Expression> expressions) {
        Node[] nodes = new Node[expressions.size()];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = node(expressions.get(i));
        }
        return nodes;
    }

    /** The evaluator of a predicate; equal predicates share one. */
    PredicateCheck check(Predicate predicate) {
        PredicateCheck known = predicates.get(predicate);
        if (known == null) {
            known = make(predicate, count++);
            predicates.put(predicate, known);
        }
        return known;
    }

    private PredicateCheck make(Predicate predicate, int id) {
        return switch (predicate) {
            case Predicate.FieldMatches(Field field, ValueTest test) ->
                    new PredicateCheck.AnyValue(id, reader(field), ValueCheck.of(test));
            case Predicate.Keyword(ValueTest test) ->
                    new PredicateCheck.AnyString(id, ValueCheck.of(test));
            case Predicate.Exists(Field field) -> new PredicateCheck.Present(id, reader(field));
            case Predicate.IsNull(Field field) ->
                    new PredicateCheck.AbsentOrNull(id, reader(field));
            case Predicate.FieldsCompare(Field field, Field other, Shape shape, boolean cased) ->
                    new PredicateCheck.Compared(id, reader(field), reader(other), shape, cased);
        };
    }
}
