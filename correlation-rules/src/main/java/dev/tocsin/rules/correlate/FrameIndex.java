package dev.tocsin.rules.correlate;

import dev.tocsin.rules.plan.CorrelationPlan;
import org.jspecify.annotations.Nullable;

/**
 * The value of a trailing frame, kept up while events are added in time order: constant work for
 * each event, however long the frame. One class for each correlation type.
 */
sealed interface FrameIndex
        permits RiskIndex,
                CountIndex,
                DistinctIndex,
                SeenIndex,
                ChainIndex,
                SumIndex,
                PercentileIndex {

    /**
     * An index without events.
     *
     * @param window the window of the group
     * @throws IllegalArgumentException when the type has no such frames
     */
    static FrameIndex of(CorrelationPlan plan, Window window) {
        long timespanMs = plan.timespan().toMillis();
        return switch (plan.type()) {
            case EVENT_COUNT -> new CountIndex(window, timespanMs);
            case VALUE_COUNT -> new DistinctIndex(timespanMs);
            case TEMPORAL -> new SeenIndex(plan.ruleIds().size(), timespanMs);
            case TEMPORAL_ORDERED -> new ChainIndex(plan.ruleIds().size(), timespanMs);
            case VALUE_SUM -> new SumIndex(timespanMs, false);
            case VALUE_AVG -> new SumIndex(timespanMs, true);
            case VALUE_PERCENTILE, VALUE_MEDIAN ->
                    new PercentileIndex(timespanMs, plan.criterion().percentile());
            case RISK -> new RiskIndex(plan);
            case ABSENCE, NEW_VALUE, GEO_VELOCITY, ANOMALY ->
                    throw new IllegalArgumentException(
                            "Expected a correlation with frames, but found " + plan.type().text());
        };
    }

    /** An index that has seen the events of the frame that ends at a time, at which more come. */
    static FrameIndex upTo(long endMs, CorrelationPlan plan, Window window) {
        FrameIndex index = of(plan, window);
        if (index.seesEvents()) {
            window.forEach(endMs - plan.timespan().toMillis(), endMs, index::add);
            index.prepare(endMs);
        }
        return index;
    }

    /**
     * Whether it can take in a further event of that time, which is not earlier than any before;
     * otherwise it must be made anew.
     */
    default boolean takes(long timeMs) {
        return true;
    }

    /**
     * Forgets what it only needs if several events come at one time.
     *
     * @param nextMs time of the next event
     */
    default void prepare(long nextMs) {
        // Most have nothing of the kind.
    }

    /**
     * Adds an event that is not earlier than any before.
     *
     * @param entry null if it serves the first position and has no values
     */
    void add(long timeMs, @Nullable Entry entry);

    /**
     * Takes in an event that is earlier than others that were added.
     *
     * @return false if it cannot: then the index must be made anew
     */
    boolean addLate(long timeMs, @Nullable Entry entry);

    /**
     * The value of the frame that ends at {@code endMs}, which is not before the last event; not a
     * number when the frame has no value.
     */
    double value(long endMs);

    /** Remembers the value of the last frame, for {@link #atMost}. */
    default void remember(long endMs, double value) {
        // Most know enough without it.
    }

    /**
     * A value that no frame with an event at that time exceeds. It saves a look at frames that
     * cannot qualify when a late event comes.
     */
    default double atMost(long timeMs) {
        return Double.POSITIVE_INFINITY;
    }

    /**
     * Where the frame that ends at {@code endMs} and qualifies begins, if not at once.
     *
     * @param earliestMs one timespan before its end
     */
    default long beginMs(long endMs, long earliestMs) {
        return earliestMs;
    }

    /** Whether it must see the events of the frame; otherwise it looks at the window itself. */
    default boolean seesEvents() {
        return true;
    }
}
