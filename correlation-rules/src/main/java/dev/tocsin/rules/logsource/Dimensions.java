package dev.tocsin.rules.logsource;

import dev.tocsin.event.LogSource;
import org.jspecify.annotations.Nullable;

/** How the folded dimensions of two log sources stand to each other. */
final class Dimensions {
    private Dimensions() {}

    /** How many dimensions are set. */
    static int count(LogSource source) {
        return (source.product() == null ? 0 : 1)
                + (source.category() == null ? 0 : 1)
                + (source.service() == null ? 0 : 1)
                + source.custom().size();
    }

    /** Whether every dimension that {@code outer} sets has the same value in {@code inner}. */
    static boolean contains(LogSource outer, LogSource inner) {
        return contains(outer.product(), inner.product())
                && contains(outer.category(), inner.category())
                && contains(outer.service(), inner.service())
                && inner.custom().entrySet().containsAll(outer.custom().entrySet());
    }

    /** The first log source, its open dimensions, and its further ones, as in the second. */
    static LogSource filled(LogSource first, LogSource second) {
        return new LogSource(
                either(first.product(), second.product()),
                either(first.category(), second.category()),
                either(first.service(), second.service()),
                second.custom());
    }

    /**
     * Whether a rule asks for {@code outer} by name: it has its value in each dimension that {@code
     * included} gives another one, and no other value elsewhere.
     */
    static boolean names(LogSource rule, LogSource outer, LogSource included) {
        return names(rule.product(), outer.product(), included.product())
                && names(rule.category(), outer.category(), included.category())
                && names(rule.service(), outer.service(), included.service());
    }

    private static boolean names(
            @Nullable String rule, @Nullable String outer, @Nullable String included) {
        if (outer == null || outer.equals(rule)) {
            return true;
        }
        return rule == null && included == null;
    }

    private static boolean contains(@Nullable String outer, @Nullable String inner) {
        return outer == null || outer.equals(inner);
    }

    private static @Nullable String either(@Nullable String first, @Nullable String second) {
        return first == null ? second : first;
    }
}
