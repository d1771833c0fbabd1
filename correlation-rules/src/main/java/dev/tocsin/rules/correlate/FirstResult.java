package dev.tocsin.rules.correlate;

import dev.tocsin.alert.Alert.MatchedPredicate;
import dev.tocsin.event.EventRef;
import dev.tocsin.id.ContentId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the correlations above are to know of an episode: its first qualifying frame.
 *
 * @param endMs its end
 * @param completing the event that completed it
 * @param events the events behind it, in time order
 * @param context what an alert shows of them
 * @param predicates what matched in the completing event
 * @param carried the groups of the correlations above that the events are in
 */
record FirstResult(
        long endMs,
        EventRef completing,
        List<EventRef> events,
        Map<String, String> context,
        List<MatchedPredicate> predicates,
        List<Carried> carried) {

    static FirstResult of(FirstFrame frame) {
        Map<String, String> context = new LinkedHashMap<>();
        frame.details().forEach(detail -> detail.context().forEach(context::putIfAbsent));
        return new FirstResult(
                frame.endMs(),
                frame.completing().ref(),
                frame.events(),
                context,
                frame.completing().predicates(),
                carried(frame));
    }

    /** What the events of a frame carry, together. */
    private static List<Carried> carried(FirstFrame frame) {
        Map<List<String>, Carried> byOuter = new LinkedHashMap<>();
        for (Detail detail : frame.details()) {
            for (Carried carried : detail.carried()) {
                byOuter.merge(List.of(carried.outer(), carried.inner()), carried, Carried::plus);
            }
        }
        return List.copyOf(byOuter.values());
    }

    /** Equal exactly for equal results. */
    String digest() {
        List<String> parts = new ArrayList<>();
        parts.add(Long.toString(endMs));
        events.forEach(event -> parts.add(event.id()));
        parts.add(carried.toString());
        return ContentId.of(parts.toArray(String[]::new));
    }
}
