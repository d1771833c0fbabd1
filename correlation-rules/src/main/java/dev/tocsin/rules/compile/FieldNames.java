package dev.tocsin.rules.compile;

import dev.tocsin.event.LogSource;
import dev.tocsin.rules.plan.FieldMapping;
import dev.tocsin.rules.source.DocumentProblems;
import dev.tocsin.rules.source.Position;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Tells a field that the log source does not have. Dotted names are paths into the event, which may
 * have any.
 *
 * @param known the names of the log source; empty when they are not known
 */
record FieldNames(@Nullable LogSource source, Set<String> known, FieldMapping mapping) {
    /** Fields of every event that have no dot. */
    private static final Set<String> OF_EVERY_EVENT =
            Set.of("@timestamp", "message", "tags", "labels");

    /** Nothing is known, so that nothing is wrong. */
    static FieldNames any() {
        return new FieldNames(null, Set.of(), FieldMapping.IDENTITY);
    }

    /** Warns of a name that nobody knows. */
    void lint(String name, Position at, DocumentProblems problems) {
        if (source == null || known.isEmpty() || name.isEmpty() || name.indexOf('.') >= 0) {
            return;
        }
        String plain = mapping.stripSpaces() ? name.replace(" ", "") : name;
        if (known.contains(plain)
                || mapping.fields().containsKey(plain)
                || OF_EVERY_EVENT.contains(name)) {
            return;
        }
        problems.warning(
                at,
                "Expected a field of " + text(source) + ", but found '" + name + "'",
                Suggestion.nearest(plain, known)
                        + "; other fields of the event are written as paths, such as process.name");
    }

    private static String text(LogSource source) {
        StringJoiner text = new StringJoiner(" ");
        add(text, "product", source.product());
        add(text, "category", source.category());
        add(text, "service", source.service());
        return text.toString();
    }

    private static void add(StringJoiner text, String dimension, @Nullable String value) {
        if (value != null) {
            text.add(dimension + "=" + value);
        }
    }
}
