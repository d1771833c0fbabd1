package dev.tocsin.topology.match;

import dev.tocsin.topology.normalize.NormalizeSettings;
import dev.tocsin.topology.warm.History;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What can be set about matching.
 *
 * @param warmUps name of the store of warm starts
 * @param normalize how events of the past are normalized again, and the store of ids that were seen
 * @param history opens the past, once per task that warms
 * @param every how often a warm start goes on, by the wall clock
 * @param budget how many records of the past are read at most each time
 */
public record MatchSettings(
        String warmUps,
        NormalizeSettings normalize,
        Supplier<History> history,
        Duration every,
        int budget) {}
