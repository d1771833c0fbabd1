package dev.tocsin.topology.normalize;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The zones of dates that name none.
 *
 * @param standard of all sources that have none of their own
 * @param bySource of some sources, by their names
 */
public record Zones(ZoneId standard, Map<String, ZoneId> bySource) {
    /** All in UTC. */
    public static final Zones UTC = new Zones(ZoneOffset.UTC, Map.of());

    public Zones {
        bySource = Map.copyOf(bySource);
    }

    /**
     * Reads zones as they are set.
     *
     * @param standard a zone's name
     * @param sources {@code source=zone}, parted by commas
     * @throws IllegalArgumentException when a zone is none; the message names it
     */
    public static Zones of(String standard, String sources) {
        Map<String, ZoneId> bySource = new HashMap<>();
        for (String part : sources.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                bySource.put(part.substring(0, equals).strip(), zone(part.substring(equals + 1)));
            } else if (!part.isBlank()) {
                throw new IllegalArgumentException(
                        "Expected a source and its zone such as fw1=Europe/Berlin, but found "
                                + part);
            }
        }
        return new Zones(zone(standard), bySource);
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name.strip());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "Expected a zone such as Europe/Berlin or +02:00, but found " + name, e);
        }
    }

    ZoneId of(@Nullable String source) {
        return source == null ? standard : bySource.getOrDefault(source, standard);
    }
}
