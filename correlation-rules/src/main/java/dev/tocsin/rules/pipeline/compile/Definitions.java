package dev.tocsin.rules.pipeline.compile;

import dev.tocsin.rules.source.DocumentProblems;
import dev.tocsin.rules.source.Yaml;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Patterns that a pipeline gives names of its own: regular expressions for grok. */
record Definitions(Map<String, String> patterns) {
    private static final Pattern NAME = Pattern.compile("\\w{1,64}");

    Definitions {
        patterns = Map.copyOf(patterns);
    }

    static Definitions read(@Nullable Yaml value, DocumentProblems problems) {
        Map<String, String> patterns = new HashMap<>();
        if (value instanceof Yaml.Mapping map) {
            for (Yaml.Entry entry : map.entries()) {
                if (entry.value() instanceof Yaml.Scalar text
                        && NAME.matcher(entry.key()).matches()) {
                    patterns.put(entry.key(), text.text());
                } else {
                    problems.error(
                            entry.at(),
                            "Expected a name of letters, digits and underscores and a pattern, but"
                                    + " found '"
                                    + entry.key()
                                    + "' and "
                                    + entry.value().what(),
                            "write for example 'ACME_ID: \"[A-Z]{3}[0-9]+\"'");
                }
            }
        } else if (value != null) {
            problems.error(
                    value.at(),
                    "Expected a map of names and patterns, but found " + value.what(),
                    "write for example 'ACME_ID: \"[A-Z]{3}[0-9]+\"'");
        }
        return new Definitions(patterns);
    }
}
