package dev.tocsin.rules.logsource;

import dev.tocsin.event.LogSource;
import dev.tocsin.rules.source.DocumentProblems;
import dev.tocsin.rules.source.Yaml;
import dev.tocsin.rules.value.Fold;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one map of a log source file, and complains where it is not what it should be. */
final class Section {
    private final Yaml.Mapping map;
    private final DocumentProblems problems;

    Section(Yaml.Mapping map, DocumentProblems problems) {
        this.map = map;
        this.problems = problems;
    }

    /** Complains about every other key. */
    void allowOnly(String... keys) {
        List<String> known = List.of(keys);
        for (Yaml.Entry entry : map.entries()) {
            if (!known.contains(entry.key())) {
                problems.error(
                        entry.at(),
                        "Expected a key of a log source file, but found '" + entry.key() + "'",
                        "use one of " + String.join(", ", known));
            }
        }
    }

    /** Complains when none of the keys is there. */
    void requireOneOf(String... keys) {
        for (String key : keys) {
            if (map.has(key)) {
                return;
            }
        }
        wrong(map, "one of the keys " + String.join(", ", keys), "add one of them");
    }

    boolean has(String key) {
        return map.has(key);
    }

    /** True or false at a key; false when it is absent. */
    boolean flag(String key) {
        Yaml value = map.get(key);
        if (value instanceof Yaml.Scalar scalar && scalar.kind() == Yaml.Kind.BOOLEAN) {
            return scalar.text().equalsIgnoreCase("true");
        }
        if (value != null) {
            wrong(value, "true or false in '" + key + "'", "use true or false");
        }
        return false;
    }

    /** The texts at a key: of a list each, of a plain value that one; none when it is absent. */
    List<String> texts(String key) {
        Yaml value = map.get(key);
        return value == null ? List.of() : texts(key, value);
    }

    /** The map of texts at a key; empty when it is absent. */
    Map<String, List<String>> textMap(String key) {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        for (Section section : sections(key)) {
            for (Yaml.Entry entry : section.map.entries()) {
                texts.put(entry.key(), texts(entry.key(), entry.value()));
            }
        }
        return texts;
    }

    /** The maps at a key: of a list each, or the one; none when it is absent. */
    List<Section> sections(String key) {
        Yaml value = map.get(key);
        List<Section> sections = new ArrayList<>();
        for (Yaml item :
                value == null
                        ? List.<Yaml>of()
                        : value instanceof Yaml.Sequence list ? list.items() : List.of(value)) {
            if (item instanceof Yaml.Mapping mapping) {
                sections.add(new Section(mapping, problems));
            } else {
                wrong(item, "a map in '" + key + "'", "indent its keys under '" + key + ":'");
            }
        }
        return sections;
    }

    /** Each entry as a test of an event. */
    List<FieldTest> fieldTests() {
        List<FieldTest> tests = new ArrayList<>();
        for (Yaml.Entry entry : map.entries()) {
            tests.add(FieldTest.of(entry.key(), texts(entry.key(), entry.value())));
        }
        if (tests.isEmpty()) {
            wrong(map, "fields and their values", "write for example 'event.dataset: okta.system'");
        }
        return tests;
    }

    /** The log source at a key, its dimensions folded; all of them open when it is absent. */
    LogSource logSource(String key) {
        List<Section> found = sections(key);
        return found.isEmpty() ? new LogSource(null, null, null) : found.getFirst().logSource();
    }

    /** This map as a log source, its dimensions folded. */
    LogSource logSource() {
        allowOnly("product", "category", "service");
        return new LogSource(dimension("product"), dimension("category"), dimension("service"));
    }

    private @Nullable String dimension(String key) {
        List<String> texts = texts(key);
        return texts.isEmpty() ? null : Fold.fold(texts.getFirst());
    }

    private List<String> texts(String key, Yaml value) {
        List<String> texts = new ArrayList<>();
        for (Yaml item : value instanceof Yaml.Sequence list ? list.items() : List.of(value)) {
            if (item instanceof Yaml.Scalar scalar
                    && !scalar.isNull()
                    && !scalar.text().isBlank()) {
                texts.add(scalar.text());
            } else {
                wrong(item, "a text in '" + key + "'", "write a text or a list of texts");
            }
        }
        if (value instanceof Yaml.Sequence list && list.items().isEmpty()) {
            wrong(value, "a text in '" + key + "'", "write a text or a list of texts");
        }
        return texts;
    }

    private void wrong(Yaml value, String expected, String hint) {
        problems.error(value.at(), "Expected " + expected + ", but found " + value.what(), hint);
    }
}
