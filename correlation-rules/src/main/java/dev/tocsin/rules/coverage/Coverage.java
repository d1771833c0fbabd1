package dev.tocsin.rules.coverage;

import dev.tocsin.event.LogSource;
import dev.tocsin.rules.logsource.FieldMappings;
import dev.tocsin.rules.plan.FieldMapping;
import dev.tocsin.rules.plan.RulePlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the field mappings know of the fields that some rules use, per log source.
 *
 * @param sources in the order of their names
 */
public record Coverage(List<SourceCoverage> sources) {
    private static final Comparator<LogSource> ORDER =
            Comparator.comparing(
                            LogSource::product, Comparator.nullsFirst(Comparator.naturalOrder()))
                    .thenComparing(
                            LogSource::category, Comparator.nullsFirst(Comparator.naturalOrder()))
                    .thenComparing(
                            LogSource::service, Comparator.nullsFirst(Comparator.naturalOrder()))
                    .thenComparing(source -> new TreeMap<>(source.custom()).toString());

    public Coverage {
        sources = List.copyOf(sources);
    }

    /** The coverage of rules by the mappings that we ship. */
    public static Coverage of(Collection<RulePlan> rules) {
        Map<LogSource, List<RulePlan>> bySource = new TreeMap<>(ORDER);
        for (RulePlan rule : rules) {
            bySource.computeIfAbsent(rule.logSource(), _ -> new ArrayList<>()).add(rule);
        }
        FieldMapping general = FieldMappings.shipped().general();
        List<SourceCoverage> sources = new ArrayList<>();
        bySource.forEach((source, of) -> sources.add(source(source, of, general)));
        return new Coverage(sources);
    }

    /** How many rules there are. */
    public int rules() {
        return sources.stream().mapToInt(SourceCoverage::rules).sum();
    }

    /** How many fields there are, each counted once per log source. */
    public int fields() {
        return sources.stream().mapToInt(source -> source.fields().size()).sum();
    }

    /** How often rules use fields that are found in one way: each field once per rule. */
    public int uses(Found found) {
        return sources.stream()
                .flatMap(source -> source.fields(found).stream())
                .mapToInt(FieldCoverage::rules)
                .sum();
    }

    private static SourceCoverage source(
            LogSource source, List<RulePlan> rules, FieldMapping general) {
        FieldMapping mapping = rules.getFirst().mapping();
        List<String> namespaces = new ArrayList<>(mapping.fallback());
        namespaces.removeAll(general.fallback());
        List<FieldCoverage> fields = new ArrayList<>();
        RuleFields.count(rules)
                .forEach(
                        (name, uses) ->
                                fields.add(
                                        new FieldCoverage(
                                                name,
                                                uses,
                                                found(name, mapping, namespaces),
                                                mapping.field(name).places())));
        return new SourceCoverage(source, rules.size(), namespaces, fields);
    }

    private static Found found(String field, FieldMapping mapping, List<String> namespaces) {
        if (mapping.names(field)) {
            return Found.MAPPED;
        }
        return namespaces.isEmpty() ? Found.OWN_NAME : Found.NAMESPACE;
    }
}
