package dev.tocsin.rules.correlate;

import dev.tocsin.event.EventRef;
import java.util.Comparator;
import java.util.List;

/**
 * A place that an event carries for a correlation above. Through several correlations the order of
 * events is lost, so that each place says when it was, and of which event.
 *
 * @param place as {@link GeoPlace#text} writes it
 */
record PlaceInTime(String place, long timeMs, String eventId) {
    /** As evidence is ordered. */
    private static final Comparator<PlaceInTime> ORDER =
            Comparator.comparingLong(PlaceInTime::timeMs).thenComparing(PlaceInTime::eventId);

    private static final int PARTS_OF_PLACE = 3;

    PlaceInTime(String place, EventRef event) {
        this(place, event.timeMs(), event.id());
    }

    /** What {@link #text} wrote, or a place alone: then it is before all others. */
    private static PlaceInTime of(String text) {
        String[] parts = text.split(",", PARTS_OF_PLACE + 2);
        if (parts.length < PARTS_OF_PLACE + 2) {
            return new PlaceInTime(text, Long.MIN_VALUE, "");
        }
        String place = String.join(",", List.of(parts).subList(0, PARTS_OF_PLACE));
        return new PlaceInTime(
                place, Long.parseLong(parts[PARTS_OF_PLACE]), parts[PARTS_OF_PLACE + 1]);
    }

    /** The place, the time and the event. */
    String text() {
        return place + "," + timeMs + "," + eventId;
    }

    /** Of several texts that of the last event; of places alone the last one. */
    static List<String> last(List<String> texts) {
        PlaceInTime last = null;
        for (String text : texts) {
            PlaceInTime place = of(text);
            last = last == null || ORDER.compare(last, place) <= 0 ? place : last;
        }
        if (last == null) {
            return List.of();
        }
        return List.of(last.timeMs == Long.MIN_VALUE ? last.place : last.text());
    }

    /** The place of a text, whether it says more or not. */
    static String placeOf(String text) {
        return of(text).place;
    }
}
