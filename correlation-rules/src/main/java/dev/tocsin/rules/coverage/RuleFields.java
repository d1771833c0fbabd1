package dev.tocsin.rules.coverage;

import dev.tocsin.rules.plan.Expression;
import dev.tocsin.rules.plan.Predicate;
import dev.tocsin.rules.plan.RulePlan;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The fields that the conditions of rules name. */
final class RuleFields {
    private RuleFields() {}

    /** How many of the rules use each field, in the order of the names. */
    static Map<String, Integer> count(List<RulePlan> rules) {
        Map<String, Integer> counts = new TreeMap<>();
        for (RulePlan rule : rules) {
            Set<String> fields = new TreeSet<>();
            collect(rule.condition(), fields);
            fields.forEach(field -> counts.merge(field, 1, Integer::sum));
        }
        return counts;
    }

    private static void collect(Expression expression, Set<String> fields) {
        switch (expression) {
            case Expression.And(List<Expression> all) -> all.forEach(one -> collect(one, fields));
            case Expression.Or(List<Expression> any) -> any.forEach(one -> collect(one, fields));
            case Expression.Not(Expression inner) -> collect(inner, fields);
            case Expression.Leaf(String _, Predicate predicate) -> collect(predicate, fields);
        }
    }

    private static void collect(Predicate predicate, Set<String> fields) {
        if (!(predicate instanceof Predicate.Keyword)) {
            fields.add(predicate.fieldName());
        }
        if (predicate instanceof Predicate.FieldsCompare comparison) {
            fields.add(comparison.other().name());
        }
    }
}
