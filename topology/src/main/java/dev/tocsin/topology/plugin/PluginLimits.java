package dev.tocsin.topology.plugin;

import java.time.Duration;

/**
 * What a plugin may cost before it is switched off.
 *
 * @param deadline how long the stream waits for one call
 * @param mostOverdue how many calls may miss the deadline; as many threads may be left behind
 * @param mostFailures how many calls in a row may fail
 */
public record PluginLimits(Duration deadline, int mostOverdue, int mostFailures) {
    /** One second, three calls that miss it, a hundred failures in a row. */
    public static PluginLimits defaults() {
        return new PluginLimits(Duration.ofSeconds(1), 3, 100);
    }
}
