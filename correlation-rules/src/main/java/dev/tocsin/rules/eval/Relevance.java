package dev.tocsin.rules.eval;

import dev.tocsin.event.LogSource;
import org.jspecify.annotations.Nullable;

/**
 * Which rules look at an event: all but those that set a dimension of the log source to another
 * value than the event does. A dimension that either side leaves open conflicts with nothing.
 */
final class Relevance {
    private Relevance() {}

    static boolean conflict(LogSource rule, LogSource event) {
        return conflict(rule.product(), event.product())
                || conflict(rule.category(), event.category())
                || conflict(rule.service(), event.service());
    }

    private static boolean conflict(@Nullable String rule, @Nullable String event) {
        return rule != null && event != null && !rule.equalsIgnoreCase(event);
    }
}
