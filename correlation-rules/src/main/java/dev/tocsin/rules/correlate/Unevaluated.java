package dev.tocsin.rules.correlate;

import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.CorrelationType;
import dev.tocsin.rules.plan.FrameKind;
import dev.tocsin.rules.plan.Threshold;
import dev.tocsin.rules.plan.Threshold.Bound;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the rule language has and no {@link Correlator} judges yet: it is checked and planned, but
 * not put in force. Whoever adds a correlator strikes it from here.
 */
public final class Unevaluated {
    private static final Set<CorrelationType> TYPES =
            EnumSet.of(
                    CorrelationType.VALUE_SUM,
                    CorrelationType.VALUE_AVG,
                    CorrelationType.VALUE_PERCENTILE,
                    CorrelationType.VALUE_MEDIAN,
                    CorrelationType.ABSENCE,
                    CorrelationType.GEO_VELOCITY,
                    CorrelationType.ANOMALY);

    private Unevaluated() {}

    /** What in the plan is not evaluated, for people; null for nothing. */
    public static @Nullable String in(CorrelationPlan plan) {
        if (TYPES.contains(plan.type())) {
            return "the type " + plan.type().text();
        }
        if (plan.inner() != 0) {
            return "a correlation over correlations";
        }
        if (plan.expression() != null) {
            return "a boolean condition";
        }
        return plan.frames() == FrameKind.CLOSING ? "the bound " + closing(plan) : null;
    }

    private static Bound closing(CorrelationPlan plan) {
        for (Bound bound : plan.threshold().bounds()) {
            if (!new Threshold(List.of(bound)).isLower()) {
                return bound;
            }
        }
        throw new IllegalArgumentException("Expected a closing bound, but found none");
    }
}
