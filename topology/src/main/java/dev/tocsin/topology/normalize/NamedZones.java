package dev.tocsin.topology.normalize;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of zones that devices write, as far as one name means one offset: those of RFC 2822,
 * and those of Europe.
 */
final class NamedZones {
    private static final Map<String, Integer> HOURS =
            Map.ofEntries(
                    Map.entry("Z", 0),
                    Map.entry("UT", 0),
                    Map.entry("UTC", 0),
                    Map.entry("GMT", 0),
                    Map.entry("EST", -5),
                    Map.entry("EDT", -4),
                    Map.entry("CST", -6),
                    Map.entry("CDT", -5),
                    Map.entry("MST", -7),
                    Map.entry("MDT", -6),
                    Map.entry("PST", -8),
                    Map.entry("PDT", -7),
                    Map.entry("WET", 0),
                    Map.entry("WEST", 1),
                    Map.entry("CET", 1),
                    Map.entry("CEST", 2),
                    Map.entry("EET", 2),
                    Map.entry("EEST", 3));

    private NamedZones() {}

    /** The zone of a name, or of {@code +0200} and {@code -03:30}; null when it is neither. */
    static @Nullable ZoneId of(String text) {
        Integer hours = HOURS.get(text);
        if (hours != null) {
            return ZoneOffset.ofHours(hours);
        }
        if (!text.startsWith("+") && !text.startsWith("-")) {
            return null;
        }
        try {
            return ZoneOffset.of(text);
        } catch (DateTimeException _) {
            return null;
        }
    }
}
