package dev.tocsin.rules.correlate;

import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.Threshold;
import java.util.HashSet;
import java.util.List;

/**
 * The value of a trailing frame, one class for each correlation type. A further event never makes a
 * value smaller: what has qualified stays so.
 */
sealed interface Measure {

    /** The value of a frame: some of a group's events, in time order, at least one. */
    double of(List<Entry> frame);

    /** The condition when the rule has none. */
    default Threshold implied() {
        return Threshold.none();
    }

    /**
     * The measure of a plan.
     *
     * @throws IllegalArgumentException when its type has no frames
     */
    static Measure of(CorrelationPlan plan) {
        return switch (plan.type()) {
            case EVENT_COUNT -> new EventCount();
            case VALUE_COUNT -> new ValueCount();
            case TEMPORAL -> new Temporal(plan.ruleIds().size());
            case TEMPORAL_ORDERED -> new TemporalOrdered(plan.ruleIds().size());
            case NEW_VALUE ->
                    throw new IllegalArgumentException(
                            "Expected a correlation with frames, but found new_value");
        };
    }

    /** The condition that decides: the plan's, or what its type implies. */
    static Threshold threshold(CorrelationPlan plan) {
        return plan.threshold().bounds().isEmpty() ? of(plan).implied() : plan.threshold();
    }

    /** Number of events; an event that matched several rules counts once. */
    record EventCount() implements Measure {
        @Override
        public double of(List<Entry> frame) {
            return frame.size();
        }
    }

    /** Number of distinct values, or tuples. */
    record ValueCount() implements Measure {
        @Override
        public double of(List<Entry> frame) {
            HashSet<String> distinct = new HashSet<>();
            for (Entry entry : frame) {
                distinct.addAll(entry.values());
            }
            return distinct.size();
        }
    }

    /** Number of different rules that matched. */
    record Temporal(int rules) implements Measure {
        @Override
        public double of(List<Entry> frame) {
            long seen = 0;
            for (Entry entry : frame) {
                seen |= entry.positions();
            }
            return Long.bitCount(seen);
        }

        @Override
        public Threshold implied() {
            return Threshold.atLeast(rules);
        }
    }

    /** Number of positions of the longest chain in list order: see {@link LongestChain}. */
    record TemporalOrdered(int positions) implements Measure {
        @Override
        public double of(List<Entry> frame) {
            return LongestChain.of(frame, positions);
        }

        @Override
        public Threshold implied() {
            return Threshold.atLeast(positions);
        }
    }
}
