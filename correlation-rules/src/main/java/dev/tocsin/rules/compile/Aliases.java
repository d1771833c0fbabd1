package dev.tocsin.rules.compile;

import dev.tocsin.rules.source.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The aliases of a correlation: names for fields that have another name in each rule.
 *
 * @param byRule alias to id of a rule or correlation to its field
 */
record Aliases(CorrelationDraft draft, Map<String, Map<String, String>> byRule, List<String> ids) {
    /** Reads the aliases; what is wrong goes to the problems of the draft. */
    static Aliases read(CorrelationDraft draft, References references) {
        List<String> ids = new ArrayList<>();
        for (Yaml.Scalar reference : draft.references()) {
            String id = id(references, reference.text());
            if (id != null) {
                ids.add(id);
            }
        }
        Map<String, Map<String, String>> aliases = new LinkedHashMap<>();
        Values block = draft.body().map("aliases");
        if (block != null) {
            for (Yaml.Entry alias : block.map().entries()) {
                Values fields = block.map(alias.key());
                if (fields != null) {
                    aliases.put(alias.key(), alias(draft, fields, references, ids));
                }
            }
        }
        return new Aliases(draft, aliases, ids);
    }

    private static Map<String, String> alias(
            CorrelationDraft draft, Values fields, References references, List<String> ids) {
        Map<String, String> byRule = new LinkedHashMap<>();
        for (Yaml.Entry entry : fields.map().entries()) {
            String field = fields.text(entry.key());
            String id = id(references, entry.key());
            if (id == null || !ids.contains(id)) {
                draft.problems()
                        .error(
                                entry.at(),
                                "Expected a rule of this correlation, but found '"
                                        + entry.key()
                                        + "'",
                                Suggestion.among(entry.key(), ids));
            } else if (field != null) {
                byRule.put(id, field);
            }
        }
        return byRule;
    }

    /** Warns of an alias that nothing uses, or that leaves a rule out. */
    void lint(List<String> fields) {
        Values block = draft.body().map("aliases");
        if (block == null) {
            return;
        }
        for (Yaml.Entry alias : block.map().entries()) {
            if (!draft.groupBy().contains(alias.key()) && !fields.contains(alias.key())) {
                warning(
                        alias,
                        "Expected the alias '"
                                + alias.key()
                                + "' in group-by or field, but found it in neither",
                        "use it, or remove it");
            }
            Map<String, String> named = byRule.getOrDefault(alias.key(), Map.of());
            List<String> missing = new ArrayList<>(ids);
            missing.removeAll(named.keySet());
            if (!missing.isEmpty()) {
                warning(
                        alias,
                        "Expected every rule in the alias '"
                                + alias.key()
                                + "', but '"
                                + missing.getFirst()
                                + "' is missing; its field is '"
                                + alias.key()
                                + "' itself",
                        "add '" + missing.getFirst() + ": …'");
            }
        }
    }

    private void warning(Yaml.Entry at, String message, String hint) {
        draft.problems().warning(at.at(), message, hint);
    }

    private static @Nullable String id(References references, String idOrName) {
        References.Target target = references.find(idOrName);
        return target == null ? null : target.header().alertRule().id();
    }
}
