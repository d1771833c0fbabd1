package dev.tocsin.rules.coverage;

import dev.tocsin.event.LogSource;
import java.util.List;

/**
 * The fields of the rules of one log source.
 *
 * @param rules how many rules there are
 * @param namespaces where its fields without a mapping are looked for; {@code {field}} is the name
 * @param fields the fields, by name
 */
public record SourceCoverage(
        LogSource source, int rules, List<String> namespaces, List<FieldCoverage> fields) {
    public SourceCoverage {
        namespaces = List.copyOf(namespaces);
        fields = List.copyOf(fields);
    }

    /** The fields that are found in one way. */
    public List<FieldCoverage> fields(Found found) {
        return fields.stream().filter(field -> field.found() == found).toList();
    }
}
