package dev.tocsin.rules.correlate;

import org.jspecify.annotations.Nullable;

/**
 * An event of a group with its place, in the order of {@link Detail#ORDER}.
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

    @Override
    public int compareTo(Sighting other) {
        return Detail.ORDER.compare(detail, other.detail);
    }

    Sighting with(@Nullable Episode newAlert) {
        return new Sighting(detail, place, newAlert);
    }
}
