package dev.tocsin.rules.compile;

import dev.tocsin.rules.plan.Criterion;
import dev.tocsin.rules.plan.TemporalExpression;
import dev.tocsin.rules.plan.Threshold;
import dev.tocsin.rules.plan.Threshold.Bound;
import dev.tocsin.rules.source.Yaml;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the condition of a correlation; what is wrong with it goes to the problems of the draft.
 */
final class CorrelationCondition {
    private static final String CONDITION = "condition";
    private static final String FIELD = "field";
    private static final String PERCENTILE = "percentile";
    private static final String ACCURACY = "accuracy";

    /** Where events say where they come from, when the rule does not name a field. */
    private static final String PLACE = "source.geo.location";

    /** By how many robust deviations a bucket must be off, when the rule does not say. */
    private static final Threshold DEVIATIONS = Threshold.atLeast(5);

    private CorrelationCondition() {}

    /**
     * Reads it.
     *
     * @param references for the names in the boolean condition of a temporal
     */
    static Criterion read(CorrelationDraft draft, Kind kind, References references) {
        return switch (kind) {
            case EVENT_COUNT -> measured(draft, Set.of(), "{gte: 5}");
            case VALUE_COUNT -> measured(draft, Set.of(FIELD), "{field: user.name, gte: 5}");
            case VALUE_SUM, VALUE_AVG, VALUE_MEDIAN ->
                    ofOneField(draft, measured(draft, Set.of(FIELD), "{field: bytes, gte: 5}"));
            case VALUE_PERCENTILE ->
                    ofOneField(
                                    draft,
                                    measured(
                                            draft,
                                            Set.of(FIELD, PERCENTILE),
                                            "{field: bytes, percentile: 95, gte: 5}"))
                            .withPercentile(percentile(draft));
            case TEMPORAL, TEMPORAL_ORDERED -> temporal(draft, kind, references);
            case NEW_VALUE -> newValue(draft);
            case GEO_VELOCITY -> geoVelocity(draft);
            case ANOMALY -> anomaly(draft);
            case ABSENCE -> none(draft);
            case RULE, FILTER, RISK ->
                    throw new IllegalArgumentException("Expected a correlation, but found " + kind);
        };
    }

    private static Criterion measured(CorrelationDraft draft, Set<String> keys, String example) {
        Values condition = condition(draft, example);
        if (condition == null) {
            return Criterion.none();
        }
        Threshold threshold = new Bounds(draft, condition).read(keys);
        if (threshold.bounds().isEmpty() && !draft.problems().hasErrors()) {
            error(draft, condition.map(), "a bound in 'condition', but found none", "add 'gte: 5'");
        }
        return Criterion.of(threshold, keys.contains(FIELD) ? fields(draft, condition) : List.of());
    }

    private static Criterion ofOneField(CorrelationDraft draft, Criterion criterion) {
        if (criterion.fields().size() > 1
                && draft.body().map().get(CONDITION) instanceof Yaml.Mapping map) {
            Yaml value = map.get(FIELD);
            error(
                    draft,
                    value == null ? map : value,
                    "one field, but found " + criterion.fields().size(),
                    "only value_count and new_value look at several");
        }
        return criterion;
    }

    private static double percentile(CorrelationDraft draft) {
        if (!(draft.body().map().get(CONDITION) instanceof Yaml.Mapping map)) {
            return Criterion.MEDIAN;
        }
        BigDecimal number = new Values(map, draft.problems()).number(PERCENTILE);
        Yaml value = map.get(PERCENTILE);
        if (number == null || value == null) {
            return Criterion.MEDIAN;
        }
        if (number.signum() < 0 || number.compareTo(BigDecimal.valueOf(100)) > 0) {
            error(
                    draft,
                    value,
                    "a percentile from 0 to 100, but found " + value.what(),
                    "write for example 'percentile: 95'");
        }
        return number.doubleValue();
    }

    private static Criterion temporal(CorrelationDraft draft, Kind kind, References references) {
        Yaml value = draft.body().map().get(CONDITION);
        Threshold all = Threshold.atLeast(draft.references().size());
        if (value == null) {
            return Criterion.of(all, List.of());
        }
        if (value instanceof Yaml.Scalar text && !text.isNull()) {
            return expression(draft, kind, text, references);
        }
        Values condition = condition(draft, "{gte: 2}");
        if (condition == null) {
            return Criterion.none();
        }
        Threshold threshold = new Bounds(draft, condition).read(Set.of());
        if (kind == Kind.TEMPORAL_ORDERED && !threshold.isLower()) {
            error(
                    draft,
                    condition.map(),
                    "gt or gte for temporal_ordered, but found " + threshold.text(),
                    "an order has no upper bound: write 'condition: {gte: 2}'");
        }
        checkReach(draft, condition, threshold);
        return Criterion.of(threshold.bounds().isEmpty() ? all : threshold, List.of());
    }

    private static Criterion expression(
            CorrelationDraft draft, Kind kind, Yaml.Scalar text, References references) {
        if (kind == Kind.TEMPORAL_ORDERED) {
            error(
                    draft,
                    text,
                    "a bound for temporal_ordered, but found " + text.what(),
                    "only temporal has boolean conditions: write 'condition: {gte: 2}'");
            return Criterion.none();
        }
        TemporalExpression expression = new TemporalCondition(draft, references).read(text);
        return expression == null ? Criterion.none() : Criterion.of(expression);
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

    private static Criterion newValue(CorrelationDraft draft) {
        Values condition = condition(draft, "{field: user.name}");
        if (condition == null) {
            return Criterion.none();
        }
        condition.allowOnly(Set.of(FIELD), "the condition of new_value");
        return Criterion.of(Threshold.none(), fields(draft, condition));
    }

    private static Criterion geoVelocity(CorrelationDraft draft) {
        Values condition = draft.body().map().has(CONDITION) ? condition(draft, "") : null;
        if (condition == null) {
            return Criterion.of(Threshold.none(), List.of(PLACE, accuracyOf(PLACE)));
        }
        condition.allowOnly(Set.of(FIELD, ACCURACY), "the condition of geo_velocity");
        Criterion place =
                ofOneField(draft, Criterion.of(Threshold.none(), fields(draft, condition)));
        String field = place.fields().isEmpty() ? PLACE : place.fields().getFirst();
        String accuracy = condition.text(ACCURACY);
        return Criterion.of(
                Threshold.none(), List.of(field, accuracy == null ? accuracyOf(field) : accuracy));
    }

    /** The radius stands beside the place: {@code geo.accuracy_radius} for {@code geo.location}. */
    private static String accuracyOf(String place) {
        return place.substring(0, place.lastIndexOf('.') + 1) + "accuracy_radius";
    }

    private static Criterion anomaly(CorrelationDraft draft) {
        Values condition = draft.body().map().has(CONDITION) ? condition(draft, "") : null;
        if (condition == null) {
            return Criterion.of(DEVIATIONS, List.of());
        }
        Threshold threshold = new Bounds(draft, condition).read(Set.of(FIELD));
        if (!threshold.isLower()) {
            error(
                    draft,
                    condition.map(),
                    "gt or gte for anomaly, but found " + threshold.text(),
                    "it says by how many deviations a bucket is off, up or down: write 'gte: 5'");
        }
        List<String> fields = condition.map().has(FIELD) ? fields(draft, condition) : List.of();
        return ofOneField(
                draft, Criterion.of(threshold.bounds().isEmpty() ? DEVIATIONS : threshold, fields));
    }

    private static Criterion none(CorrelationDraft draft) {
        Yaml.Entry entry = draft.body().map().entry(CONDITION);
        if (entry != null) {
            draft.problems()
                    .error(
                            entry.at(),
                            "Expected no condition for absence, but found one",
                            "remove it: the timespan says how long a silence may be");
        }
        return Criterion.none();
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
