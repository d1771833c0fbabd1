package dev.tocsin.rules.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The condition of a correlation: what is measured, and what the value is compared with.
 *
 * @param threshold bounds of the value; of an anomaly: by how many robust deviations a bucket is
 *     off its baseline
 * @param expression the boolean condition of a temporal; null: the threshold decides
 * @param fields whose values are looked at, fields or aliases; of geo_velocity the place and the
 *     radius of its accuracy
 * @param percentile of value_percentile and value_median, 0 to 100
 */
public record Criterion(
        Threshold threshold,
        @Nullable TemporalExpression expression,
        List<String> fields,
        double percentile) {
    /** The percentile when the rule does not say. */
    public static final double MEDIAN = 50;

    public Criterion {
        fields = List.copyOf(fields);
    }

    /** Nothing is measured. */
    public static Criterion none() {
        return of(Threshold.none(), List.of());
    }

    /** A value of some fields against a threshold. */
    public static Criterion of(Threshold threshold, List<String> fields) {
        return new Criterion(threshold, null, fields, MEDIAN);
    }

    /** A boolean condition over rules. */
    public static Criterion of(TemporalExpression expression) {
        return new Criterion(Threshold.none(), expression, List.of(), MEDIAN);
    }

    public Criterion withPercentile(double other) {
        return new Criterion(threshold, expression, fields, other);
    }

    /** The frames that it needs. */
    FrameKind frames() {
        boolean lower = expression == null ? threshold.isLower() : !expression.negates();
        return lower ? FrameKind.TRAILING : FrameKind.CLOSING;
    }
}
