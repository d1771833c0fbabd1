package dev.tocsin.rules.correlate;

import dev.tocsin.alert.Alert.MatchedPredicate;
import dev.tocsin.event.EventRef;
import java.util.Comparator;
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
    /**
     * By time, and within equal times by event id: of results of other correlations, whose names
     * depend on what came first, by the ids of their events, from the last one on.
     */
    static final Comparator<Detail> ORDER =
            (one, other) -> compare(one.ref, one.events(), other.ref, other.events());

    /** The same, of what is known of two details. */
    static int compare(
            EventRef one, List<EventRef> events, EventRef other, List<EventRef> otherEvents) {
        int order = Long.compare(one.timeMs(), other.timeMs());
        int least = Math.min(events.size(), otherEvents.size());
        for (int i = 1; order == 0 && i <= least; i++) {
            String id = events.get(events.size() - i).id();
            order = id.compareTo(otherEvents.get(otherEvents.size() - i).id());
        }
        return order == 0 ? Integer.compare(events.size(), otherEvents.size()) : order;
    }

    /** The detail of an event that no one asks for its predicates. */
    static Detail carrying(Contribution contribution, boolean late) {
        return new Detail(
                contribution.event(),
                contribution.group(),
                contribution.context(),
                List.of(),
                late,
                contribution.result(),
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

    /** A rough size of the events behind it in the heap, in bytes. */
    int weightBytes() {
        return result == null ? 0 : 100 * result.events().size();
    }

    /** The events behind it: itself, or those of the inner episode. */
    List<EventRef> events() {
        return result == null ? List.of(ref) : result.events();
    }
}
