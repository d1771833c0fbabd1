package dev.tocsin.bench.correlate;

import java.util.Locale;

/** What can be measured. The rules of each are in {@link BenchRules}. */
enum CorrelateCase {
    /** Many groups, sliding time, most of them below the threshold, bursts above it. */
    EVENT_COUNT(50_000),
    /** Few groups with 1,800 distinct values in each window, some with more. */
    VALUE_COUNT(50),
    /** Many groups, three steps in order. */
    TEMPORAL_ORDERED(50_000),
    /** The events of {@link #EVENT_COUNT} through the repartition topic of a real topology. */
    TOPOLOGY(50_000),
    /** Groups that all live at once, in the stores of a real topology. */
    GROUPS(5_000_000),
    /** The same, and how long a restart takes. */
    RESTART(5_000_000);

    private final int groups;

    CorrelateCase(int groups) {
        this.groups = groups;
    }

    /** How many groups it has unless another number is asked for. */
    int groups() {
        return groups;
    }

    /** Whether a group gets more than one event at first. */
    boolean groupsReturn() {
        return this != GROUPS && this != RESTART;
    }

    /** As on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
