package dev.tocsin.rules.correlate;

import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.CorrelationType;
import org.jspecify.annotations.Nullable;

/**
 * How a kind of correlation judges a group. One instance serves one step.
 *
 * <p>A further kind is a further class here, and a further {@link Body}.
 */
sealed interface Correlator permits TrailingFrames, NewValues {

    /** The judgement of a plan. */
    static Correlator of(CorrelationPlan plan) {
        return plan.type() == CorrelationType.NEW_VALUE
                ? new NewValues(plan)
                : new TrailingFrames(plan);
    }

    /**
     * Takes one contribution.
     *
     * @param body null for a group without state
     * @param horizonMs no event before this will be taken any more
     */
    Body add(
            @Nullable Body body,
            Contribution contribution,
            boolean late,
            long horizonMs,
            Announcer announcer);

    /**
     * Says what is due.
     *
     * @param settledMs every alert before this has heard its last event, as far as the stream tells
     */
    Body wake(Body body, long settledMs, Announcer announcer);

    /** The earliest time at which something will be due. */
    long dueAtMs(Body body, Announcer announcer);

    /** How long after its last event a group matters to later ones, without grace. */
    long reachMs();
}
