package dev.tocsin.rules.correlate;

import dev.tocsin.alert.Alert.MatchedPredicate;
import dev.tocsin.event.EventRef;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an alert will want to know of an event, kept until nothing can be judged anew.
 *
 * @param ref where the event lies
 * @param group the group values as this event spells them
 * @param context what an alert shows of it
 * @param predicates what matched in it; only kept where it may be needed
 * @param late whether it came when the group's clock was already past it
 * @param result what inner episode it stands for; null for an event
 * @param carried what it knows of the correlations above
 */
record Detail(
        EventRef ref,
        Map<String, String> group,
        Map<String, String> context,
        List<MatchedPredicate> predicates,
        boolean late,
        @Nullable InnerResult result,
        List<Carried> carried) {

    /** The detail of an event that no one asks for its predicates. */
    static Detail carrying(Contribution contribution, boolean late) {
        return new Detail(
                contribution.event(),
                contribution.group(),
                contribution.context(),
                List.of(),
                late,
                null,
                contribution.carried());
    }

    /** The whole detail. */
    static Detail whole(Contribution contribution, boolean late) {
        return new Detail(
                contribution.event(),
                contribution.group(),
                contribution.context(),
                contribution.predicates(),
                late,
                contribution.result(),
                contribution.carried());
    }

    /** The events behind it: itself, or those of the inner episode. */
    List<EventRef> events() {
        return result == null ? List.of(ref) : result.events();
    }
}
