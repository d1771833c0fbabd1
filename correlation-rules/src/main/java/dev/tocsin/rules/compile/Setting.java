package dev.tocsin.rules.compile;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The keys of the block {@code tocsin:}. */
enum Setting {
    /** How much older than the group's clock an event may be. */
    GRACE(true),
    /** How long after its end a frame is judged. */
    SETTLE(true),
    /** Which further alerts are kept back. */
    SUPPRESS(true),
    /** How long the past counts. */
    HISTORY(true),
    /** How long a group only learns. */
    LEARN(true),
    /** The list of groups that must be heard. */
    EXPECT(true),
    /** After how long a silence is no longer waited for. */
    FORGET(true),
    /** Whether a new correlation reads what is left of the past. */
    WARM(true),
    /** What an alert adds to the risk of entities. */
    RISK(true),
    /** The responses that an alert proposes. */
    RESPOND(true),
    /** Where the clock hangs that parts of a time are read from. */
    TIMEZONE(true),
    /** How fast one can travel, in km/h. */
    SPEED(true),
    /** Above how many distinct values they are estimated. */
    APPROXIMATE(false);

    private final boolean evaluated;

    Setting(boolean evaluated) {
        this.evaluated = evaluated;
    }

    /** Whether this version acts on it in such a document, and not only checks it. */
    boolean isEvaluated(Kind kind) {
        return evaluated && (kind != Kind.RULE || this != SUPPRESS);
    }

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
