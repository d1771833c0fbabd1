package dev.tocsin.rules.compile;

import dev.tocsin.rules.source.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Warns of fields of a correlation that the log source of one of its rules does not have. */
final class CorrelationFieldNames {
    private final CorrelationDraft draft;
    private final References references;
    private final Aliases aliases;

    CorrelationFieldNames(CorrelationDraft draft, References references, Aliases aliases) {
        this.draft = draft;
        this.references = references;
        this.aliases = aliases;
    }

    void lint() {
        List<Yaml.Scalar> entries = new ArrayList<>(draft.body().list("group-by"));
        if (draft.body().map().get("condition") instanceof Yaml.Mapping condition) {
            entries.addAll(new Values(condition, draft.problems()).list("field"));
        }
        for (Yaml.Scalar reference : draft.references()) {
            if (references.find(reference.text()) instanceof References.ToRule(RuleDraft rule)) {
                entries.forEach(entry -> lint(entry, rule));
            }
        }
    }

    /** An alias that names the rule's field is checked by that name, at the place of its use. */
    private void lint(Yaml.Scalar entry, RuleDraft rule) {
        Map<String, String> alias = aliases.byRule().getOrDefault(entry.text(), Map.of());
        String field = alias.getOrDefault(rule.id(), entry.text());
        rule.names().lint(field, entry.at(), draft.problems());
    }
}
