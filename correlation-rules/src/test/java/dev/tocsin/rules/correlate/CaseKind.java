package dev.tocsin.rules.correlate;

import dev.tocsin.rules.plan.CorrelationType;

/** What random cases are made of: a type and how its frames are judged. */
enum CaseKind {
    EVENT_COUNT(CorrelationType.EVENT_COUNT, false),
    EVENT_COUNT_CLOSING(CorrelationType.EVENT_COUNT, true),
    EVENT_COUNT_INNER(CorrelationType.EVENT_COUNT, false),
    VALUE_COUNT(CorrelationType.VALUE_COUNT, false),
    VALUE_COUNT_CLOSING(CorrelationType.VALUE_COUNT, true),
    VALUE_COUNT_INNER(CorrelationType.VALUE_COUNT, false),
    VALUE_SUM(CorrelationType.VALUE_SUM, false),
    VALUE_SUM_CLOSING(CorrelationType.VALUE_SUM, true),
    VALUE_AVG(CorrelationType.VALUE_AVG, false),
    VALUE_AVG_CLOSING(CorrelationType.VALUE_AVG, true),
    VALUE_PERCENTILE(CorrelationType.VALUE_PERCENTILE, false),
    VALUE_MEDIAN(CorrelationType.VALUE_MEDIAN, false),
    VALUE_MEDIAN_CLOSING(CorrelationType.VALUE_MEDIAN, true),
    TEMPORAL(CorrelationType.TEMPORAL, false),
    TEMPORAL_BOOLEAN(CorrelationType.TEMPORAL, false),
    TEMPORAL_NOT(CorrelationType.TEMPORAL, true),
    TEMPORAL_ORDERED(CorrelationType.TEMPORAL_ORDERED, false),
    TEMPORAL_ORDERED_INNER(CorrelationType.TEMPORAL_ORDERED, false),
    NEW_VALUE(CorrelationType.NEW_VALUE, false);

    private final CorrelationType type;
    private final boolean closing;

    CaseKind(CorrelationType type, boolean closing) {
        this.type = type;
        this.closing = closing;
    }

    CorrelationType type() {
        return type;
    }

    boolean isClosing() {
        return closing;
    }

    boolean isInner() {
        return name().endsWith("_INNER");
    }

    boolean takesNumbers() {
        return switch (type) {
            case VALUE_SUM, VALUE_AVG, VALUE_PERCENTILE, VALUE_MEDIAN -> true;
            case EVENT_COUNT,
                    VALUE_COUNT,
                    TEMPORAL,
                    TEMPORAL_ORDERED,
                    ABSENCE,
                    NEW_VALUE,
                    GEO_VELOCITY,
                    ANOMALY,
                    RISK ->
                    false;
        };
    }
}
