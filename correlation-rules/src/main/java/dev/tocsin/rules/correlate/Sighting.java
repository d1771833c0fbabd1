package dev.tocsin.rules.correlate;

import dev.tocsin.event.EventRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event of a group with its place.
 *
 * @param detail the event
 * @param place where it was
 * @param alert the alert about the way to it from the event before, until it is closed
 */
record Sighting(Detail detail, GeoPlace place, @Nullable Episode alert)
        implements Comparable<Sighting> {
    long timeMs() {
        return detail.ref().timeMs();
    }

    /**
     * By time, and within equal times by event id: of results of other correlations, whose names
     * depend on what came first, by the ids of their events, from the last one on.
     */
    @Override
    public int compareTo(Sighting other) {
        int order = Long.compare(timeMs(), other.timeMs());
        List<EventRef> events = detail.events().reversed();
        List<EventRef> others = other.detail.events().reversed();
        for (int i = 0; order == 0 && i < Math.min(events.size(), others.size()); i++) {
            order = events.get(i).id().compareTo(others.get(i).id());
        }
        return order == 0 ? Integer.compare(events.size(), others.size()) : order;
    }

    Sighting with(@Nullable Episode newAlert) {
        return new Sighting(detail, place, newAlert);
    }
}
