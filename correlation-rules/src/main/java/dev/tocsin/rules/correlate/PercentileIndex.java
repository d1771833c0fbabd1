package dev.tocsin.rules.correlate;

import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@code value_percentile} and {@code value_median}: the numbers of the frame in order of size, in
 * which the percentile is interpolated between its two neighbours.
 */
final class PercentileIndex implements FrameIndex {
    private final ArrayDeque<Sample> samples = new ArrayDeque<>();
    private final long timespanMs;
    private final double fraction;
    private double[] sorted = new double[8];
    private int size;

    /**
     * @param percentile 0 to 100
     */
    PercentileIndex(long timespanMs, double percentile) {
        this.timespanMs = timespanMs;
        this.fraction = percentile / 100;
    }

    @Override
    public void add(long timeMs, @Nullable Entry entry) {
        if (entry != null) {
            for (String value : entry.values()) {
                double number = Numbers.exact(value).doubleValue();
                samples.addLast(new Sample(timeMs, number));
                insert(number);
            }
        }
    }

    private void insert(double number) {
        int found = Arrays.binarySearch(sorted, 0, size, number);
        int at = found < 0 ? -found - 1 : found;
        if (size == sorted.length) {
            sorted = Arrays.copyOf(sorted, size * 2);
        }
        System.arraycopy(sorted, at, sorted, at + 1, size - at);
        sorted[at] = number;
        size++;
    }

    @Override
    public boolean addLate(long timeMs, @Nullable Entry entry) {
        return false;
    }

    @Override
    public double value(long endMs) {
        while (!samples.isEmpty() && samples.getFirst().timeMs < endMs - timespanMs) {
            remove(samples.removeFirst().number);
        }
        if (size == 0) {
            return Double.NaN;
        }
        double rank = fraction * (size - 1);
        int below = (int) Math.floor(rank);
        double low = sorted[below];
        double high = sorted[Math.min(below + 1, size - 1)];
        return low + (rank - below) * (high - low);
    }

    private void remove(double number) {
        int at = Arrays.binarySearch(sorted, 0, size, number);
        System.arraycopy(sorted, at + 1, sorted, at, size - at - 1);
        size--;
    }

    private record Sample(long timeMs, double number) {}
}
