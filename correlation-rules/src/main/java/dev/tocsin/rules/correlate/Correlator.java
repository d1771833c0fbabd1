package dev.tocsin.rules.correlate;

import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.FrameKind;

/**
 * How a kind of correlation judges a group. One instance serves one step.
 *
 * <p>A further kind is a further class here, and a further {@link Body}.
 */
sealed interface Correlator
        permits TrailingFrames,
                RevisedFrames,
                ClosingFrames,
                GeoVelocities,
                Learner,
                Unhearing,
                Repeats {

    /**
     * The judgement of a plan.
     *
     * @throws IllegalArgumentException when there is none for its type
     */
    static Correlator of(CorrelationPlan plan) {
        if (plan.isOfMatches()) {
            return new Repeats(plan);
        }
        return switch (plan.type()) {
            case EVENT_COUNT, VALUE_COUNT, TEMPORAL ->
                    ofFrames(plan, plan.inner() != 0 || plan.isInner());
            case TEMPORAL_ORDERED, RISK, VALUE_SUM, VALUE_AVG, VALUE_PERCENTILE, VALUE_MEDIAN ->
                    ofFrames(plan, true);
            case NEW_VALUE -> ofLearner(plan, new NewValues(plan));
            case ABSENCE -> ofLearner(plan, new Absences(plan));
            case GEO_VELOCITY -> new GeoVelocities(plan);
            case ANOMALY -> ofLearner(plan, new Anomalies(plan));
        };
    }

    /** Only results of other correlations are ever taken back. */
    private static Correlator ofLearner(CorrelationPlan plan, Learner learner) {
        return plan.inner() == 0 ? learner : new Unhearing(plan, learner);
    }

    /**
     * The judgement of a plan with frames.
     *
     * @param falls whether a frame that has qualified can fail later, or its events are needed once
     *     more
     */
    private static Correlator ofFrames(CorrelationPlan plan, boolean falls) {
        if (plan.frames() == FrameKind.CLOSING) {
            return new ClosingFrames(plan);
        }
        return falls ? new RevisedFrames(plan) : new TrailingFrames(plan);
    }

    /** What is known of a group of which nothing was heard. */
    Body empty(ChunkStore store);

    /**
     * Takes one contribution.
     *
     * @param body may be changed in place, and is then given back
     * @param horizonMs no event before this will be taken any more
     */
    Body add(
            Body body,
            Contribution contribution,
            boolean late,
            long horizonMs,
            Announcer announcer);

    /**
     * Says what is due.
     *
     * @param body may be changed in place, and is then given back
     * @param streamTimeMs the time of the stream
     * @param settledMs every alert before this has heard its last event, as far as the stream and
     *     the wall clock tell
     */
    Body wake(Body body, long streamTimeMs, long settledMs, Announcer announcer);

    /** The earliest stream time at which something will be due. */
    long dueAtMs(Body body, Announcer announcer);

    /** How long after its last event a group matters to later ones, without grace. */
    long reachMs();
}
