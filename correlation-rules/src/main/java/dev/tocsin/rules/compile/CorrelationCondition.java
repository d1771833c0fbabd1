package dev.tocsin.rules.compile;

import dev.tocsin.rules.plan.CorrelationType;
import dev.tocsin.rules.plan.Threshold;
import dev.tocsin.rules.plan.Threshold.Bound;
import dev.tocsin.rules.plan.Threshold.Comparison;
import dev.tocsin.rules.source.DocumentProblems;
import dev.tocsin.rules.source.Yaml;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The condition of a correlation.
 *
 * @param threshold what its value is compared with
 * @param fields whose values it looks at
 */
record CorrelationCondition(Threshold threshold, List<String> fields) {
    private static final String CONDITION = "condition";
    private static final String FIELD = "field";
    private static final String CLOSING_HINT =
            "this version judges frames as they grow: use gt or gte; lt, lte, eq and neq need the"
                    + " frame's end and come later";

    /** Reads the condition; what is wrong with it goes to the problems of the draft. */
    static CorrelationCondition read(CorrelationDraft draft, CorrelationType type) {
        return switch (type) {
            case EVENT_COUNT -> counted(draft, false);
            case VALUE_COUNT -> counted(draft, true);
            case TEMPORAL, TEMPORAL_ORDERED -> temporal(draft);
            case NEW_VALUE -> newValue(draft);
        };
    }

    private static CorrelationCondition counted(CorrelationDraft draft, boolean withFields) {
        Values condition = condition(draft, withFields ? "{field: user.name, gte: 5}" : "{gte: 5}");
        if (condition == null) {
            return new CorrelationCondition(Threshold.none(), List.of());
        }
        Threshold threshold = threshold(draft, condition, withFields);
        if (threshold.bounds().isEmpty() && !draft.problems().hasErrors()) {
            error(draft, condition.map(), "a bound in 'condition', but found none", "add 'gte: 5'");
        }
        return new CorrelationCondition(
                threshold, withFields ? fields(draft, condition) : List.of());
    }

    private static CorrelationCondition temporal(CorrelationDraft draft) {
        int rules = draft.references().size();
        Yaml value = draft.body().map().get(CONDITION);
        if (value == null) {
            return new CorrelationCondition(Threshold.atLeast(rules), List.of());
        }
        if (value instanceof Yaml.Scalar) {
            error(
                    draft,
                    value,
                    "a condition of this version, but found " + value.what(),
                    "boolean expressions over rule names are not in this version: leave the"
                            + " condition out (all rules), or use 'condition: {gte: 2}'");
            return new CorrelationCondition(Threshold.none(), List.of());
        }
        Values condition = condition(draft, "{gte: 2}");
        Threshold threshold =
                condition == null ? Threshold.none() : threshold(draft, condition, false);
        if (!threshold.holds(rules)) {
            error(
                    draft,
                    value,
                    "a bound of at most "
                            + rules
                            + ", the number of rules, but found "
                            + threshold.text(),
                    "lower it, or name more rules");
        }
        boolean none = threshold.bounds().isEmpty();
        return new CorrelationCondition(none ? Threshold.atLeast(rules) : threshold, List.of());
    }

    private static CorrelationCondition newValue(CorrelationDraft draft) {
        Values condition = condition(draft, "{field: user.name}");
        if (condition == null) {
            return new CorrelationCondition(Threshold.none(), List.of());
        }
        condition.allowOnly(Set.of(FIELD), "the condition of new_value");
        return new CorrelationCondition(Threshold.none(), fields(draft, condition));
    }

    private static @Nullable Values condition(CorrelationDraft draft, String example) {
        Values condition = draft.body().map(CONDITION);
        if (condition == null && !draft.body().map().has(CONDITION)) {
            error(
                    draft,
                    draft.body().map(),
                    "a condition, but found none",
                    "add for example 'condition: " + example + "'");
        }
        return condition;
    }

    private static List<String> fields(CorrelationDraft draft, Values condition) {
        List<String> fields = condition.texts(FIELD);
        if (fields.isEmpty()) {
            error(
                    draft,
                    condition.map(),
                    "a 'field' in 'condition', but found none",
                    "add for example 'field: user.name'");
        }
        return fields;
    }

    private static Threshold threshold(
            CorrelationDraft draft, Values condition, boolean withFields) {
        Set<String> known = new TreeSet<>();
        List<Bound> bounds = new ArrayList<>();
        for (Comparison comparison : Comparison.values()) {
            known.add(comparison.text());
        }
        if (withFields) {
            known.add(FIELD);
        }
        condition.allowOnly(known, "this condition");
        for (Yaml.Entry entry : condition.map().entries()) {
            Comparison comparison = comparison(entry.key());
            BigDecimal value = comparison == null ? null : condition.number(entry.key());
            if (comparison != null && !isTrailing(comparison)) {
                error(
                        draft,
                        entry.value(),
                        "gt or gte, but found '" + entry.key() + "', which is not in this version",
                        CLOSING_HINT);
            } else if (comparison != null && value != null) {
                bounds.add(new Bound(comparison, value.doubleValue()));
            }
        }
        return new Threshold(bounds);
    }

    private static boolean isTrailing(Comparison comparison) {
        return switch (comparison) {
            case GT, GTE -> true;
            case LT, LTE, EQ, NEQ -> false;
        };
    }

    private static @Nullable Comparison comparison(String key) {
        for (Comparison comparison : Comparison.values()) {
            if (comparison.text().equals(key.toLowerCase(Locale.ROOT))) {
                return comparison;
            }
        }
        return null;
    }

    private static void error(CorrelationDraft draft, Yaml at, String expected, String hint) {
        DocumentProblems problems = draft.problems();
        problems.error(at.at(), "Expected " + expected, hint);
    }
}
