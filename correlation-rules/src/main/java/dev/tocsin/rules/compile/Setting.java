package dev.tocsin.rules.compile;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The keys of the block {@code tocsin:}. */
enum Setting {
    /** How much older than the group's clock an event may be. */
    GRACE,
    /** How long after its end a frame is judged. */
    SETTLE,
    /** Which further alerts are kept back. */
    SUPPRESS,
    /** How long the past counts. */
    HISTORY,
    /** How long a group only learns. */
    LEARN,
    /** The list of groups that must be heard. */
    EXPECT,
    /** After how long a silence is no longer waited for. */
    FORGET,
    /** Whether a new correlation reads what is left of the past. */
    WARM,
    /** What an alert adds to the risk of entities. */
    RISK,
    /** The responses that an alert proposes. */
    RESPOND,
    /** Where the clock hangs that parts of a time are read from. */
    TIMEZONE,
    /** How fast one can travel, in km/h. */
    SPEED;

    /** The name in rule files. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The setting of that name, or null. */
    static @Nullable Setting of(String text) {
        for (Setting setting : values()) {
            if (setting.text().equals(text)) {
                return setting;
            }
        }
        return null;
    }
}
