package dev.tocsin.rules.compile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.rules.compile.ConformanceCase.Sent;
import dev.tocsin.rules.source.Document;
import dev.tocsin.rules.source.RuleFile;
import dev.tocsin.rules.source.RuleReader;
import dev.tocsin.rules.source.Yaml;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a case of the conformance suite shows of a modifier, on the field {@code f}. */
final class ModifierEvidence {
    private static final String FIELD = "f";

    /** What must be shown. */
    enum Kind {
        POSITIVE,
        NEGATIVE,
        MISSING,
        LIST,
        ALL
    }

    private ModifierEvidence() {}

    static Set<Kind> of(Modifier modifier, ConformanceCase one) {
        Set<Kind> shown = EnumSet.noneOf(Kind.class);
        for (Document document :
                RuleReader.read(new RuleFile("case.yml", one.rules())).documents()) {
            boolean withAll = uses(document.root(), modifier, true);
            if (withAll || uses(document.root(), modifier, false)) {
                String name = name(document);
                for (Sent sent : one.events()) {
                    shown.addAll(of(sent, sent.match().contains(name), withAll));
                }
            }
        }
        return shown;
    }

    private static Set<Kind> of(Sent sent, boolean matches, boolean withAll) {
        JsonNode value = sent.event().get(FIELD);
        Set<Kind> shown = EnumSet.of(matches ? Kind.POSITIVE : Kind.NEGATIVE);
        if (value == null) {
            return EnumSet.of(Kind.MISSING);
        }
        if (value.isArray() && matches) {
            shown.add(Kind.LIST);
        }
        if (withAll && matches) {
            shown.add(Kind.ALL);
        }
        return shown;
    }

    private static boolean uses(Yaml value, Modifier modifier, boolean withAll) {
        return switch (value) {
            case Yaml.Scalar _ -> false;
            case Yaml.Sequence(List<Yaml> items, var _) ->
                    items.stream().anyMatch(item -> uses(item, modifier, withAll));
            case Yaml.Mapping(List<Yaml.Entry> entries, var _) ->
                    entries.stream()
                            .anyMatch(
                                    entry ->
                                            has(entry.key(), modifier, withAll)
                                                    || uses(entry.value(), modifier, withAll));
        };
    }

    private static boolean has(String key, Modifier modifier, boolean withAll) {
        List<String> parts = List.of(key.split("\\|", -1));
        return parts.getFirst().equals(FIELD)
                && parts.contains(modifier.text())
                && (!withAll || parts.contains(Modifier.ALL.text()));
    }

    private static String name(Document document) {
        return document.root().get("name") instanceof Yaml.Scalar name ? name.text() : "";
    }
}
