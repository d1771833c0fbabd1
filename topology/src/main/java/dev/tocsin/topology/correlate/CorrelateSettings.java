package dev.tocsin.topology.correlate;

import java.time.Duration;

/**
 * What can be set about correlating.
 *
 * @param states name of the store of group states
 * @param deadlines name of the store of deadlines
 * @param every how often deadlines are looked at, by the wall clock
 * @param budget how many groups are woken or freed at most each time, so that a burst of deadlines
 *     never holds up events for long
 * @param memory of live groups
 * @param partitions of the topic of matches
 */
public record CorrelateSettings(
        String states,
        String deadlines,
        Duration every,
        int budget,
        GroupMemory memory,
        int partitions) {}
