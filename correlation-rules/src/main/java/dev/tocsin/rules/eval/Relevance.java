package dev.tocsin.rules.eval;

import dev.tocsin.event.LogSource;
import java.util.List;
import java.util.Map;
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
                || conflict(rule.service(), event.service())
                || conflict(rule.custom(), event.custom());
    }

    private static boolean conflict(Map<String, String> rule, Map<String, String> event) {
        if (rule.isEmpty() || event.isEmpty()) {
            return false;
        }
        for (Map.Entry<String, String> dimension : rule.entrySet()) {
            if (conflict(dimension.getValue(), event.get(dimension.getKey()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean conflict(@Nullable String rule, @Nullable String event) {
        return rule != null && event != null && !rule.equalsIgnoreCase(event);
    }
}
