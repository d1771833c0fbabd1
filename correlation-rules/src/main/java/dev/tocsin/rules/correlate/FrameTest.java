package dev.tocsin.rules.correlate;

import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.TemporalExpression;
import dev.tocsin.rules.plan.Threshold;
import org.jspecify.annotations.Nullable;

/** Whether a frame qualifies. */
final class FrameTest {
    private final @Nullable TemporalExpression expression;
    private final Threshold threshold;

    /** What a frame must reach where the rule names no bound: all of the referenced rules. */
    private final int all;

    FrameTest(CorrelationPlan plan) {
        this.expression = plan.expression();
        this.threshold = plan.threshold();
        this.all = threshold.bounds().isEmpty() ? plan.ruleIds().size() : 0;
    }

    /** Whether the frame that ends at {@code endMs} does; without a value none does. */
    boolean holds(FrameIndex index, long endMs, double value) {
        if (expression != null && index instanceof SeenIndex seen) {
            return expression.holds(seen.seen(endMs));
        }
        return reaches(value);
    }

    /** Whether a frame can qualify whose value is at most this one; for lower bounds. */
    boolean canHold(double atMost) {
        return expression != null || reaches(atMost);
    }

    private boolean reaches(double value) {
        return all > 0 ? value >= all : !Double.isNaN(value) && threshold.holds(value);
    }
}
