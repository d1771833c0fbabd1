package dev.tocsin.rules.plan;

import dev.tocsin.rules.value.FieldPath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule as a correlation's source: what its matches serve there, and where the correlation's
 * fields lie in its events.
 *
 * @param correlation the correlation
 * @param positions bit {@code i} is set when the rule stands at place {@code i} of the list
 * @param groupBy for each entry of group-by the places of the field, best first
 * @param values for each entry of {@link CorrelationPlan#fields()} the same
 */
public record Feed(
        CorrelationPlan correlation,
        long positions,
        List<List<FieldPath>> groupBy,
        List<List<FieldPath>> values) {

    /** The feed of a rule into a correlation; null when the correlation does not refer to it. */
    static @Nullable Feed of(CorrelationPlan correlation, String ruleId, FieldMapping mapping) {
        long positions = 0;
        for (int i = 0; i < correlation.ruleIds().size(); i++) {
            positions |= correlation.ruleIds().get(i).equals(ruleId) ? 1L << i : 0;
        }
        return positions == 0
                ? null
                : new Feed(
                        correlation,
                        positions,
                        places(correlation, correlation.groupBy(), ruleId, mapping),
                        places(correlation, correlation.fields(), ruleId, mapping));
    }

    private static List<List<FieldPath>> places(
            CorrelationPlan correlation,
            List<String> entries,
            String ruleId,
            FieldMapping mapping) {
        List<List<FieldPath>> places = new ArrayList<>();
        for (String entry : entries) {
            Field field = mapping.field(correlation.fieldFor(entry, ruleId));
            places.add(field.places().stream().map(FieldPath::of).toList());
        }
        return List.copyOf(places);
    }
}
