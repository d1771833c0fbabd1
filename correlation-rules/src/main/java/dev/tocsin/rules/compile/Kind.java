package dev.tocsin.rules.compile;

import dev.tocsin.rules.plan.CorrelationType;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a document defines: a rule, a filter, a correlation of one of the types, or a threshold. */
enum Kind {
    RULE,
    FILTER,
    EVENT_COUNT,
    VALUE_COUNT,
    VALUE_SUM,
    VALUE_AVG,
    VALUE_PERCENTILE,
    VALUE_MEDIAN,
    TEMPORAL,
    TEMPORAL_ORDERED,
    ABSENCE,
    NEW_VALUE,
    GEO_VELOCITY,
    ANOMALY,
    RISK;

    /** The types of a correlation. */
    static final Set<Kind> CORRELATIONS = EnumSet.range(EVENT_COUNT, ANOMALY);

    /** Whether a setting means something here. */
    boolean has(Setting setting) {
        return switch (setting) {
            case GRACE -> this != RULE && this != FILTER;
            case SETTLE, WARM -> CORRELATIONS.contains(this);
            case SUPPRESS, RESPOND -> this != FILTER;
            case RISK -> this == RULE || CORRELATIONS.contains(this);
            case HISTORY, LEARN -> this == NEW_VALUE || this == ANOMALY;
            case EXPECT, FORGET -> this == ABSENCE;
            case SPEED -> this == GEO_VELOCITY;
            case TIMEZONE -> this == RULE || this == FILTER || this == ANOMALY;
        };
    }

    /** Whether it looks at events that are close in time. */
    boolean hasTimespan() {
        return this != NEW_VALUE && this != GEO_VELOCITY;
    }

    /**
     * The type in plans.
     *
     * @throws IllegalArgumentException when it is no correlation
     */
    CorrelationType planned() {
        CorrelationType type = CorrelationType.of(text());
        if (type == null) {
            throw new IllegalArgumentException("Expected a correlation, but found " + what());
        }
        return type;
    }

    /** What it is, for messages. */
    String what() {
        return switch (this) {
            case RULE -> "a rule";
            case FILTER -> "a filter";
            case RISK -> "a threshold of risk";
            default -> text();
        };
    }

    /** The name in rule files. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The correlation type of that name, or null. */
    static @Nullable Kind correlation(String text) {
        for (Kind kind : CORRELATIONS) {
            if (kind.text().equals(text)) {
                return kind;
            }
        }
        return null;
    }
}
