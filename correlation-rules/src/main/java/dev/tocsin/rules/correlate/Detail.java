package dev.tocsin.rules.correlate;

import dev.tocsin.alert.Alert.MatchedPredicate;
import dev.tocsin.event.EventRef;
import java.util.List;
import java.util.Map;

/**
 * What an alert will want to know of an event, kept only until an episode has taken it in.
 *
 * @param ref where the event lies
 * @param group the group values as this event spells them
 * @param context what an alert shows of it
 * @param predicates what matched in it; only kept where one event alone is the evidence
 * @param late whether it came when the group's clock was already past it
 */
record Detail(
        EventRef ref,
        Map<String, String> group,
        Map<String, String> context,
        List<MatchedPredicate> predicates,
        boolean late) {

    static Detail of(Contribution contribution, boolean late) {
        return new Detail(
                contribution.event(),
                contribution.group(),
                contribution.context(),
                List.of(),
                late);
    }
}
