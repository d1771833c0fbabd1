package dev.tocsin.rules.correlate;

import dev.tocsin.alert.Alert.MatchedPredicate;
import dev.tocsin.event.EventRef;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one event gives to one group of one correlation.
 *
 * @param correlationId id of the correlation
 * @param groupKey the group values, folded, in the order of group-by; equal exactly for equal
 *     groups; empty for the one global group
 * @param group group-by entry to its value, as the event spells it
 * @param positions bit {@code i} is set when the event matched the {@code i}-th referenced rule
 * @param values what the event adds: for a {@code value_count} or {@code new_value} as the event
 *     spells it, no two equal when folded (see {@link Tuples}); for sums and their like every
 *     number; empty for types without values
 * @param event the event
 * @param context fields of the event that an alert shows
 * @param predicates the predicates that matched in the event
 * @param result what inner episode it stands for; null for an event
 * @param carried what the event knows of the correlations above
 */
public record Contribution(
        String correlationId,
        String groupKey,
        Map<String, String> group,
        long positions,
        List<String> values,
        EventRef event,
        Map<String, String> context,
        List<MatchedPredicate> predicates,
        @Nullable InnerResult result,
        List<Carried> carried) {
    public Contribution {
        group = FieldValues.copyOf(group);
        values = List.copyOf(values);
        context = FieldValues.copyOf(context);
        predicates = List.copyOf(predicates);
        carried = List.copyOf(carried);
    }

    /** What an event gives to a correlation that no other refers to. */
    public Contribution(
            String correlationId,
            String groupKey,
            Map<String, String> group,
            long positions,
            List<String> values,
            EventRef event,
            Map<String, String> context,
            List<MatchedPredicate> predicates) {
        this(
                correlationId,
                groupKey,
                group,
                positions,
                values,
                event,
                context,
                predicates,
                null,
                List.of());
    }

    /** Whether it takes back what was contributed before. */
    boolean isWithdrawn() {
        return result != null && result.withdrawn();
    }
}
