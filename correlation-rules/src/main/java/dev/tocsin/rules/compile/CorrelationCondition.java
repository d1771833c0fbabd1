package dev.tocsin.rules.compile;

import dev.tocsin.rules.plan.Threshold;
import dev.tocsin.rules.plan.Threshold.Bound;
import dev.tocsin.rules.source.Yaml;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The condition of a correlation.
 *
 * @param threshold what its value is compared with
 * @param fields whose values it looks at
 * @param unevaluated what in it this version only checks, for people; null for nothing
 */
record CorrelationCondition(
        Threshold threshold, List<String> fields, @Nullable String unevaluated) {
    private static final String CONDITION = "condition";
    private static final String FIELD = "field";
    private static final String PERCENTILE = "percentile";
    private static final CorrelationCondition NONE =
            new CorrelationCondition(Threshold.none(), List.of(), null);

    /**
     * Reads the condition; what is wrong with it goes to the problems of the draft.
     *
     * @param references for the names in the boolean condition of a temporal
     */
    static CorrelationCondition read(CorrelationDraft draft, Kind kind, References references) {
        return switch (kind) {
            case EVENT_COUNT -> measured(draft, Set.of(), "{gte: 5}");
            case VALUE_COUNT -> measured(draft, Set.of(FIELD), "{field: user.name, gte: 5}");
            case VALUE_SUM, VALUE_AVG, VALUE_MEDIAN ->
                    ofOneField(draft, measured(draft, Set.of(FIELD), "{field: bytes, gte: 5}"));
            case VALUE_PERCENTILE -> {
                checkPercentile(draft);
                yield ofOneField(
                        draft,
                        measured(
                                draft,
                                Set.of(FIELD, PERCENTILE),
                                "{field: bytes, percentile: 95, gte: 5}"));
            }
            case TEMPORAL, TEMPORAL_ORDERED -> temporal(draft, kind, references);
            case NEW_VALUE -> newValue(draft);
            case GEO_VELOCITY, ANOMALY -> optionalField(draft, kind);
            case ABSENCE -> none(draft);
            case RULE, FILTER ->
                    throw new IllegalArgumentException("Expected a correlation, but found " + kind);
        };
    }

    private static CorrelationCondition measured(
            CorrelationDraft draft, Set<String> keys, String example) {
        Values condition = condition(draft, example);
        if (condition == null) {
            return NONE;
        }
        Threshold threshold = new Bounds(draft, condition).read(keys);
        if (threshold.bounds().isEmpty() && !draft.problems().hasErrors()) {
            error(draft, condition.map(), "a bound in 'condition', but found none", "add 'gte: 5'");
        }
        return new CorrelationCondition(
                threshold,
                keys.contains(FIELD) ? fields(draft, condition) : List.of(),
                Bounds.unevaluated(threshold));
    }

    private static CorrelationCondition ofOneField(
            CorrelationDraft draft, CorrelationCondition condition) {
        Values map = draft.body().map(CONDITION);
        if (condition.fields().size() > 1 && map != null) {
            Yaml value = map.map().get(FIELD);
            error(
                    draft,
                    value == null ? map.map() : value,
                    "one field, but found " + condition.fields().size(),
                    "only value_count and new_value look at several");
        }
        return condition;
    }

    private static void checkPercentile(CorrelationDraft draft) {
        Values condition =
                draft.body().map().get(CONDITION) instanceof Yaml.Mapping
                        ? draft.body().map(CONDITION)
                        : null;
        BigDecimal number = condition == null ? null : condition.number(PERCENTILE);
        boolean wrong =
                number != null
                        && (number.signum() < 0 || number.compareTo(BigDecimal.valueOf(100)) > 0);
        Yaml value = condition == null ? null : condition.map().get(PERCENTILE);
        if (wrong && value != null) {
            error(
                    draft,
                    value,
                    "a percentile from 0 to 100, but found " + value.what(),
                    "write for example 'percentile: 95'");
        }
    }

    private static CorrelationCondition temporal(
            CorrelationDraft draft, Kind kind, References references) {
        Yaml value = draft.body().map().get(CONDITION);
        Threshold all = Threshold.atLeast(draft.references().size());
        if (value == null) {
            return new CorrelationCondition(all, List.of(), null);
        }
        if (value instanceof Yaml.Scalar text && !text.isNull()) {
            return expression(draft, kind, text, references);
        }
        Values condition = condition(draft, "{gte: 2}");
        if (condition == null) {
            return NONE;
        }
        Threshold threshold = new Bounds(draft, condition).read(Set.of());
        String unevaluated = Bounds.unevaluated(threshold);
        if (kind == Kind.TEMPORAL_ORDERED && unevaluated != null) {
            error(
                    draft,
                    condition.map(),
                    "gt or gte for temporal_ordered, but found " + threshold.text(),
                    "an order has no upper bound: write 'condition: {gte: 2}'");
        }
        checkReach(draft, condition, threshold);
        return new CorrelationCondition(
                threshold.bounds().isEmpty() ? all : threshold, List.of(), unevaluated);
    }

    private static CorrelationCondition expression(
            CorrelationDraft draft, Kind kind, Yaml.Scalar text, References references) {
        if (kind == Kind.TEMPORAL_ORDERED) {
            error(
                    draft,
                    text,
                    "a bound for temporal_ordered, but found " + text.what(),
                    "only temporal has boolean conditions: write 'condition: {gte: 2}'");
        } else {
            new TemporalCondition(draft, references).check(text);
        }
        return new CorrelationCondition(Threshold.none(), List.of(), "a boolean condition");
    }

    private static void checkReach(CorrelationDraft draft, Values condition, Threshold threshold) {
        int rules = draft.references().size();
        for (Bound bound : threshold.bounds()) {
            boolean lower =
                    switch (bound.comparison()) {
                        case GT, GTE, EQ -> true;
                        case LT, LTE, NEQ -> false;
                    };
            if (lower && (!bound.holds(rules) && bound.value() >= rules)) {
                error(
                        draft,
                        condition.map(),
                        "a bound of at most " + rules + ", the number of rules, but found " + bound,
                        "lower it, or name more rules");
            }
        }
    }

    private static CorrelationCondition newValue(CorrelationDraft draft) {
        Values condition = condition(draft, "{field: user.name}");
        if (condition == null) {
            return NONE;
        }
        condition.allowOnly(Set.of(FIELD), "the condition of new_value");
        return new CorrelationCondition(Threshold.none(), fields(draft, condition), null);
    }

    private static CorrelationCondition optionalField(CorrelationDraft draft, Kind kind) {
        if (!draft.body().map().has(CONDITION)) {
            return NONE;
        }
        Values condition = condition(draft, "{field: source.geo}");
        if (condition == null) {
            return NONE;
        }
        condition.allowOnly(Set.of(FIELD), "the condition of " + kind.text());
        return ofOneField(
                draft, new CorrelationCondition(Threshold.none(), fields(draft, condition), null));
    }

    private static CorrelationCondition none(CorrelationDraft draft) {
        Yaml.Entry entry = draft.body().map().entry(CONDITION);
        if (entry != null) {
            draft.problems()
                    .error(
                            entry.at(),
                            "Expected no condition for absence, but found one",
                            "remove it: the timespan says how long a silence may be");
        }
        return NONE;
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

    private static void error(CorrelationDraft draft, Yaml at, String expected, String hint) {
        draft.problems().error(at.at(), "Expected " + expected, hint);
    }
}
