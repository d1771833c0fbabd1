package dev.tocsin.topology.normalize;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;

/**
 * What can be set about normalizing.
 *
 * @param store name of the store of sender ids
 * @param dedupWindow how long a sender's id is remembered
 * @param maxEventBytes the largest event that is written
 * @param zones of dates that name none
 * @param reading pipelines and plugins
 */
public record NormalizeSettings(
        String store, Duration dedupWindow, int maxEventBytes, Zones zones, Reading reading) {

    /** With the built-in normalizers alone. */
    public NormalizeSettings(String store, Duration dedupWindow, int maxEventBytes, ZoneId zone) {
        this(store, dedupWindow, maxEventBytes, new Zones(zone, Map.of()), Reading.builtIn());
    }
}
