package dev.tocsin.rules.correlate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** {@code value_sum} and {@code value_avg}: the exact sum of the numbers in the frame. */
final class SumIndex implements FrameIndex {
    private final ArrayDeque<Addend> addends = new ArrayDeque<>();
    private final long timespanMs;
    private final boolean average;
    private BigDecimal sum = BigDecimal.ZERO;

    SumIndex(long timespanMs, boolean average) {
        this.timespanMs = timespanMs;
        this.average = average;
    }

    @Override
    public void add(long timeMs, @Nullable Entry entry) {
        if (entry != null) {
            for (String value : entry.values()) {
                BigDecimal number = Numbers.exact(value);
                sum = sum.add(number);
                addends.addLast(new Addend(timeMs, number));
            }
        }
    }

    @Override
    public boolean addLate(long timeMs, @Nullable Entry entry) {
        return false;
    }

    @Override
    public double value(long endMs) {
        while (!addends.isEmpty() && addends.getFirst().timeMs < endMs - timespanMs) {
            sum = sum.subtract(addends.removeFirst().number);
        }
        if (addends.isEmpty()) {
            return Double.NaN;
        }
        return average
                ? sum.divide(BigDecimal.valueOf(addends.size()), MathContext.DECIMAL64)
                        .doubleValue()
                : sum.doubleValue();
    }

    private record Addend(long timeMs, BigDecimal number) {}
}
