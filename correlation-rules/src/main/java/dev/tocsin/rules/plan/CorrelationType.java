package dev.tocsin.rules.plan;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The correlation types of this version (Sigma correlations 2.1; {@code new_value} is ours). */
public enum CorrelationType {
    /** So many events of a group in a frame. */
    EVENT_COUNT,
    /** So many distinct values in a frame. */
    VALUE_COUNT,
    /** Several rules matched in a frame. */
    TEMPORAL,
    /** Several rules matched in a frame, in the order of the list. */
    TEMPORAL_ORDERED,
    /** A value, or tuple, that the group has not shown within a history. */
    NEW_VALUE;

    /** The name in rule files. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of that name in rule files, or null. */
    public static @Nullable CorrelationType of(String text) {
        for (CorrelationType type : values()) {
            if (type.text().equals(text)) {
                return type;
            }
        }
        return null;
    }
}
