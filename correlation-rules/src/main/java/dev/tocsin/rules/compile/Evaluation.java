package dev.tocsin.rules.compile;

import dev.tocsin.rules.plan.CorrelationPlan;
import org.jspecify.annotations.Nullable;

/** Says which correlations can be evaluated. */
@FunctionalInterface
interface Evaluation {
    /** What in the plan nobody evaluates, for people; null for nothing. */
    @Nullable String missing(CorrelationPlan plan);
}
