package dev.tocsin.rules.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of what a rule or a correlation finds.
 *
 * @param alerts whether it is an alert; false when it only feeds correlations, none of which has
 *     {@code generate: true}
 * @param feeds whether correlations hear of what a correlation finds
 * @param suppress which further alerts are kept back; null for none
 * @param risk what an alert adds to the risk of entities; null for nothing
 * @param respond the responses that an alert proposes
 */
public record AlertPolicy(
        boolean alerts,
        boolean feeds,
        @Nullable Suppression suppress,
        @Nullable Risk risk,
        List<String> respond) {
    /** Everything found is an alert, and nothing follows. */
    public static final AlertPolicy ALERTS = new AlertPolicy(true, false, null, null, List.of());

    public AlertPolicy {
        respond = List.copyOf(respond);
    }

    public AlertPolicy withAlerts(boolean other) {
        return new AlertPolicy(other, feeds, suppress, risk, respond);
    }

    /** This policy of what adds nothing to the risk of entities. */
    public AlertPolicy withoutRisk() {
        return new AlertPolicy(alerts, feeds, suppress, null, respond);
    }

    /** This policy of a correlation that others refer to. */
    public AlertPolicy feeding() {
        return new AlertPolicy(alerts, true, suppress, risk, respond);
    }
}
