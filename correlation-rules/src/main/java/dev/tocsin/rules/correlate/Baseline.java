package dev.tocsin.rules.correlate;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is usual: the median of some values, and how far they lie from it (the median absolute
 * deviation, scaled to the standard deviation of a normal distribution).
 *
 * @param expected the median
 * @param deviation one robust deviation; at least a tenth of the median, and at least 1, so that a
 *     group that is always the same does not alert on a trifle
 */
record Baseline(double expected, double deviation) {
    private static final double NORMAL = 1.4826;
    private static final double LEAST_SHARE = 0.1;

    /** The baseline of some values; null if there are none. */
    static @Nullable Baseline of(List<Double> values) {
        if (values.isEmpty()) {
            return null;
        }
        double median = median(values.stream().mapToDouble(Double::doubleValue).toArray());
        double spread =
                median(values.stream().mapToDouble(value -> Math.abs(value - median)).toArray());
        double least = Math.max(1, LEAST_SHARE * Math.abs(median));
        return new Baseline(median, Math.max(least, NORMAL * spread));
    }

    /** By how many deviations a value is off, up or down, in hundredths. */
    double off(double value) {
        return Math.round(100 * Math.abs(value - expected) / deviation) / 100.0;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
