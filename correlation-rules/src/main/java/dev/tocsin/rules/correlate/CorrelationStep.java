package dev.tocsin.rules.correlate;

import dev.tocsin.rules.plan.CorrelationPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The step. */
public final class CorrelationStep {
    private CorrelationStep() {}

    public static StepResult contribute(
            CorrelationPlan plan, @Nullable CorrelationState state, Contribution contribution) {
        return new StepResult(state, List.of(), StepResult.NEVER, false);
    }

    public static StepResult wake(CorrelationPlan plan, CorrelationState state, long streamTimeMs) {
        return new StepResult(state, List.of(), StepResult.NEVER, false);
    }
}
