package dev.tocsin.rules.correlate;

import dev.tocsin.alert.Alert.MatchedPredicate;
import dev.tocsin.event.EventRef;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one event gives to one group of one correlation.
 *
 * @param correlationId id of the correlation
 * @param groupKey the group values, folded, in the order of group-by; equal exactly for equal
 *     groups; empty for the one global group
 * @param group group-by entry to its value, as the event spells it
 * @param positions bit {@code i} is set when the event matched the {@code i}-th referenced rule
 * @param values what the event adds to a {@code value_count} or {@code new_value}, as the event
 *     spells it, no two equal when folded (see {@link Tuples}); empty for other types
 * @param event the event
 * @param context fields of the event that an alert shows
 * @param predicates the predicates that matched in the event
 */
public record Contribution(
        String correlationId,
        String groupKey,
        Map<String, String> group,
        long positions,
        List<String> values,
        EventRef event,
        Map<String, String> context,
        List<MatchedPredicate> predicates) {
    public Contribution {
        group = Collections.unmodifiableMap(new LinkedHashMap<>(group));
        values = List.copyOf(values);
        context = Collections.unmodifiableMap(new LinkedHashMap<>(context));
        predicates = List.copyOf(predicates);
    }
}
