package dev.tocsin.rules.correlate;

import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.CorrelationType;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the rule language has and no {@link Correlator} judges yet: it is checked and planned, but
 * not put in force. Whoever adds a correlator strikes it from here.
 */
public final class Unevaluated {
    private static final Set<CorrelationType> TYPES = EnumSet.noneOf(CorrelationType.class);

    private Unevaluated() {}

    /** What in the plan is not evaluated, for people; null for nothing. */
    public static @Nullable String in(CorrelationPlan plan) {
        if (TYPES.contains(plan.type())) {
            return "the type " + plan.type().text();
        }
        return null;
    }
}
