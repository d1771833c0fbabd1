package dev.tocsin.rules.coverage;

import dev.tocsin.event.LogSource;
import java.util.List;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A {@link Coverage} for people: one block per log source, and a summary. */
public final class CoverageText {
    private CoverageText() {}

    /** The whole report; every line ends with a newline. */
    public static String write(Coverage coverage) {
        StringBuilder text = new StringBuilder();
        coverage.sources().forEach(source -> write(source, text));
        int uses = 0;
        for (Found found : Found.values()) {
            uses += coverage.uses(found);
        }
        return text.append(
                        "%d rules, %d log sources, %d fields, %d uses: %d mapped, %d in the log source's namespace, %d under their own name only\n"
                                .formatted(
                                        coverage.rules(),
                                        coverage.sources().size(),
                                        coverage.fields(),
                                        uses,
                                        coverage.uses(Found.MAPPED),
                                        coverage.uses(Found.NAMESPACE),
                                        coverage.uses(Found.OWN_NAME)))
                .toString();
    }

    private static void write(SourceCoverage source, StringBuilder text) {
        text.append(name(source.source())).append(": ").append(source.rules());
        text.append(source.rules() == 1 ? " rule\n" : " rules\n");
        line("mapped", source.fields(Found.MAPPED), text);
        line(
                "without a mapping, in " + String.join(", ", source.namespaces()),
                source.fields(Found.NAMESPACE),
                text);
        line("without a mapping, under its own name", source.fields(Found.OWN_NAME), text);
    }

    private static void line(String what, List<FieldCoverage> fields, StringBuilder text) {
        if (fields.isEmpty()) {
            return;
        }
        StringJoiner names = new StringJoiner(", ", "  " + what + ": ", "\n");
        fields.forEach(field -> names.add(field.name() + " (" + field.rules() + ")"));
        text.append(names);
    }

    private static String name(LogSource source) {
        StringJoiner name = new StringJoiner(", ");
        part("product", source.product(), name);
        part("category", source.category(), name);
        part("service", source.service(), name);
        new TreeMap<>(source.custom()).forEach((dimension, value) -> part(dimension, value, name));
        return name.toString();
    }

    private static void part(String dimension, @Nullable String value, StringJoiner name) {
        if (value != null) {
            name.add(dimension + " " + value);
        }
    }
}
