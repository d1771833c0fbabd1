package dev.tocsin.rules.correlate;

import dev.tocsin.alert.Alert.MatchedPredicate;
import dev.tocsin.event.EventRef;
import java.util.List;
import java.util.Map;

/**
 * An episode as the correlations above hear of it: once, when its first frame qualifies, and again
 * when late evidence changes that frame.
 *
 * @param correlation id of the correlation whose episode it is
 * @param episode names the episode for as long as it lives
 * @param alerted whether it is an alert: not suppressed, and not only evidence for others
 * @param event the event that completed the first frame, with the time of the result: that of the
 *     event, or where frames close, the end of the frame
 * @param events the events of that frame, in time order, at most {@value InnerResult#MAX_EVENTS}
 * @param context what an alert shows of them
 * @param predicates what matched in the completing event
 * @param carried the groups of the correlations above that the events are in
 * @param left groups that heard of it before, and that it is not in any more
 */
public record EpisodeResult(
        String correlation,
        String episode,
        boolean alerted,
        EventRef event,
        List<EventRef> events,
        Map<String, String> context,
        List<MatchedPredicate> predicates,
        List<Carried> carried,
        List<OuterGroup> left) {
    public EpisodeResult {
        events = List.copyOf(events);
        predicates = List.copyOf(predicates);
        carried = List.copyOf(carried);
        left = List.copyOf(left);
    }

    /**
     * A group of a correlation above.
     *
     * @param outer id of the correlation
     * @param groupKey its group values, folded
     */
    public record OuterGroup(String outer, String groupKey) {}
}
