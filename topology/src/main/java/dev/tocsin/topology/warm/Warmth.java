package dev.tocsin.topology.warm;

import dev.tocsin.rules.plan.CorrelationPlan;

/** Which correlations are warmed, and how far back. */
final class Warmth {
    private Warmth() {}

    /** One over correlations only gets its past from them, if they are warmed. */
    static boolean isWarm(CorrelationPlan plan) {
        return plan.timing().warm() && reachMs(plan) > 0;
    }

    /** What an event can still matter for: the timespan, or the history of a type that has one. */
    static long reachMs(CorrelationPlan plan) {
        return Math.max(plan.timespan().toMillis(), plan.history().toMillis());
    }
}
