package dev.tocsin.rules.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.rules.eval.EventTest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events that a pipeline applies to: those for which everything that is given holds. A scope of
 * nothing holds for none.
 *
 * @param sources names of sources, {@code *} stands for any text; empty: any
 * @param hints pipelines that doors and tokens name; empty: any
 * @param event what must hold of the event; null: nothing
 */
public record Scope(List<String> sources, List<String> hints, @Nullable EventTest event) {
    /** Holds for no event. */
    public static final Scope NONE = new Scope(List.of(), List.of(), null);

    public Scope {
        sources = List.copyOf(sources);
        hints = List.copyOf(hints);
    }

    /** Whether it holds. */
    public boolean holds(@Nullable String source, @Nullable String hint, JsonNode document) {
        if (sources.isEmpty() && hints.isEmpty() && event == null) {
            return false;
        }
        return (sources.isEmpty() || matchesAny(source == null ? "" : source))
                && (hints.isEmpty() || (hint != null && hints.contains(hint)))
                && (event == null || event.test(document));
    }

    private boolean matchesAny(String source) {
        for (String pattern : sources) {
            if (matches(pattern, source)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a text is what a pattern says; linear, as each part is found where it comes first.
     */
    static boolean matches(String pattern, String text) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(text);
        }
        String[] parts = pattern.split("\\*", -1);
        int at = parts[0].length();
        int end = text.length() - parts[parts.length - 1].length();
        if (at > end || !text.startsWith(parts[0]) || !text.endsWith(parts[parts.length - 1])) {
            return false;
        }
        for (int i = 1; i < parts.length - 1; i++) {
            int found = text.indexOf(parts[i], at);
            if (found < 0 || found + parts[i].length() > end) {
                return false;
            }
            at = found + parts[i].length();
        }
        return true;
    }
}
