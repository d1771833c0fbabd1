package dev.tocsin.topology;

import dev.tocsin.topic.Topics;
import dev.tocsin.topology.correlate.CorrelateSettings;
import dev.tocsin.topology.correlate.GroupMemory;
import dev.tocsin.topology.match.MatchSettings;
import dev.tocsin.topology.normalize.NormalizeSettings;
import dev.tocsin.topology.normalize.Reading;
import dev.tocsin.topology.normalize.Zones;
import dev.tocsin.topology.warm.History;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What can be set about the processors.
 *
 * @param dedupWindow how long a sender's event id is remembered
 * @param maxEventBytes the largest event that is written, below the broker's own limit
 * @param zones of dates that name none
 * @param wakeEvery how often due correlations are looked for
 * @param wakeBudget how many of them are taken at most each time
 * @param groupCacheBytes memory of live groups, of all tasks of the process together
 */
public record TopologySettings(
        Duration dedupWindow,
        int maxEventBytes,
        Zones zones,
        Duration wakeEvery,
        int wakeBudget,
        long groupCacheBytes) {
    private static final long MEBI = 1024 * 1024;

    public static TopologySettings defaults() {
        return new TopologySettings(
                Duration.ofHours(24),
                1_000_000,
                Zones.UTC,
                Duration.ofMillis(100),
                1_000,
                quarterOfHeap());
    }

    /** In whole mebibytes, as it can be set. */
    private static long quarterOfHeap() {
        return Math.max(1, Runtime.getRuntime().maxMemory() / 4 / MEBI) * MEBI;
    }

    NormalizeSettings normalize(String store, Reading reading) {
        return new NormalizeSettings(store, dedupWindow, maxEventBytes, zones, reading);
    }

    MatchSettings match(String warmUps, NormalizeSettings normalize, Supplier<History> history) {
        return new MatchSettings(warmUps, normalize, history, wakeEvery, wakeBudget);
    }

    CorrelateSettings correlate(String states, String deadlines) {
        return new CorrelateSettings(
                states,
                deadlines,
                wakeEvery,
                wakeBudget,
                new GroupMemory(groupCacheBytes),
                Topics.EVENTS_RAW.partitions());
    }
}
