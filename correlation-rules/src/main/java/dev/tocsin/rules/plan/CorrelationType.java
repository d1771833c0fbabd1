package dev.tocsin.rules.plan;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a correlation computes (Sigma correlations 2.1; the last four are ours). */
public enum CorrelationType {
    /** So many events of a group in a frame. */
    EVENT_COUNT,
    /** So many distinct values in a frame. */
    VALUE_COUNT,
    /** The sum of the values in a frame. */
    VALUE_SUM,
    /** Their arithmetic mean. */
    VALUE_AVG,
    /** One of their percentiles, linearly interpolated. */
    VALUE_PERCENTILE,
    /** Their median. */
    VALUE_MEDIAN,
    /** Several rules matched in a frame. */
    TEMPORAL,
    /** Several rules matched in a frame, in the order of the list. */
    TEMPORAL_ORDERED,
    /** A group was not heard for longer than the timespan. */
    ABSENCE,
    /** A value, or tuple, that the group has not shown within a history. */
    NEW_VALUE,
    /** Two consecutive events of a group are farther apart than one can travel in the time. */
    GEO_VELOCITY,
    /** The count or sum of a group leaves its own seasonal baseline. */
    ANOMALY,
    /** What alerts add to an entity, halved with each half-life; of documents with {@code risk}. */
    RISK;

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

    /** Whether it judges frames: a value of the events of a group within one timespan. */
    public boolean hasFrames() {
        return switch (this) {
            case EVENT_COUNT,
                    VALUE_COUNT,
                    VALUE_SUM,
                    VALUE_AVG,
                    VALUE_PERCENTILE,
                    VALUE_MEDIAN,
                    TEMPORAL,
                    TEMPORAL_ORDERED,
                    RISK ->
                    true;
            case ABSENCE, NEW_VALUE, GEO_VELOCITY, ANOMALY -> false;
        };
    }
}
