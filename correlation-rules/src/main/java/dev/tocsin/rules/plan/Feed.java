package dev.tocsin.rules.plan;

import dev.tocsin.rules.value.FieldPath;
import java.util.List;

/**
 * A rule as a correlation's source: what its matches serve there, and where the correlation's
 * fields lie in its events.
 *
 * @param correlation the correlation
 * @param positions bit {@code i} is set when the rule stands at place {@code i} of the list
 * @param groupBy for each entry of group-by the places of the field, best first
 * @param values for each entry of {@link CorrelationPlan#fields()} the same
 * @param outers every correlation above this one in a chain, once for each inner correlation
 *     through which it is reached; nearer ones first
 */
public record Feed(
        CorrelationPlan correlation,
        long positions,
        List<List<FieldPath>> groupBy,
        List<List<FieldPath>> values,
        List<OuterFeed> outers) {
    public Feed {
        outers = List.copyOf(outers);
    }
}
