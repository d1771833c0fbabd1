package dev.tocsin.rules.eval;

import dev.tocsin.event.LogSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rules look at an event: all but those that set a dimension of the log source to another
 * value than the event does. A dimension that either side leaves open conflicts with nothing.
 */
final class Relevance {
    private Relevance() {}

    /** Whether an event is nothing for a rule that looks at any of these log sources. */
    static boolean conflict(List<LogSource> sources, LogSource event) {
        for (int i = 0; i < sources.size(); i++) {
            if (!conflict(sources.get(i), event)) {
                return false;
            }
        }
        return true;
    }

    static boolean conflict(LogSource rule, LogSource event) {
        return conflict(rule.product(), event.product())
                || conflict(rule.category(), event.category())
                || conflict(rule.service(), event.service());
    }

    private static boolean conflict(@Nullable String rule, @Nullable String event) {
        return rule != null && event != null && !rule.equalsIgnoreCase(event);
    }
}
