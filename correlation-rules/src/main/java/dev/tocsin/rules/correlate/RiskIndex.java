package dev.tocsin.rules.correlate;

import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.Threshold;
import dev.tocsin.rules.plan.TypeSettings.RiskSettings;
import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * {@code risk}: the sum of the scores in the frame, each halved with each half-life since. A frame
 * that qualifies begins with the latest alert from which on the scores reach the threshold: the
 * fewest alerts, and the latest, that are enough.
 *
 * <p>Sums are rounded to millionths: so they do not depend on how much of the past was seen.
 */
final class RiskIndex implements FrameIndex {
    private static final double PRECISION = 1_000_000;

    private final ArrayDeque<Score> scores = new ArrayDeque<>();
    private final Threshold threshold;
    private final long timespanMs;
    private final double halfLifeMs;
    private double sum;
    private long sumMs;

    private record Score(long timeMs, double score) {}

    /**
     * @throws IllegalArgumentException when the plan is of another type
     */
    RiskIndex(CorrelationPlan plan) {
        if (!(plan.settings() instanceof RiskSettings own)) {
            throw new IllegalArgumentException("Expected risk, but found " + plan.type().text());
        }
        this.threshold = plan.threshold();
        this.timespanMs = plan.timespan().toMillis();
        this.halfLifeMs = own.halfLife().toMillis();
    }

    @Override
    public void add(long timeMs, @Nullable Entry entry) {
        if (entry != null) {
            decayTo(timeMs);
            for (String value : entry.values()) {
                double score = Double.parseDouble(value);
                scores.addLast(new Score(timeMs, score));
                sum += score;
            }
        }
    }

    @Override
    public boolean addLate(long timeMs, @Nullable Entry entry) {
        return false;
    }

    @Override
    public double value(long endMs) {
        decayTo(endMs);
        while (!scores.isEmpty() && scores.getFirst().timeMs < endMs - timespanMs) {
            sum -= left(scores.removeFirst(), endMs);
        }
        return scores.isEmpty() ? Double.NaN : rounded(sum);
    }

    @Override
    public long beginMs(long endMs, long earliestMs) {
        double latest = 0;
        Iterator<Score> back = scores.descendingIterator();
        while (back.hasNext()) {
            Score score = back.next();
            latest += left(score, endMs);
            if (threshold.holds(rounded(latest))) {
                return score.timeMs;
            }
        }
        return earliestMs;
    }

    private void decayTo(long timeMs) {
        if (timeMs > sumMs) {
            sum = scores.isEmpty() ? 0 : sum * StrictMath.pow(0.5, (timeMs - sumMs) / halfLifeMs);
            sumMs = timeMs;
        }
    }

    private double left(Score score, long endMs) {
        return score.score * StrictMath.pow(0.5, (endMs - score.timeMs) / halfLifeMs);
    }

    private static double rounded(double value) {
        return Math.rint(value * PRECISION) / PRECISION;
    }
}
