package dev.tocsin.rules.correlate;

import java.util.Arrays;
import java.util.List;

/** Gives events of one time to places of a rule list, one to one (augmenting paths). */
final class Matching {
    private final List<Long> masks;
    private final int[] placeOf;
    private final boolean[] tried;
    private final int free;

    /**
     * @param masks the places that each event can serve
     */
    Matching(List<Long> masks, int places) {
        this.masks = masks;
        this.placeOf = new int[masks.size()];
        this.tried = new boolean[masks.size()];
        this.free = places;
        Arrays.fill(placeOf, free);
    }

    /** Finds an event for one more place; those that are served stay so. */
    boolean serve(int place) {
        Arrays.fill(tried, false);
        return augment(place);
    }

    /** The event that serves a place; -1 for none. */
    int eventAt(int place) {
        for (int event = 0; event < placeOf.length; event++) {
            if (placeOf[event] == place) {
                return event;
            }
        }
        return -1;
    }

    private boolean augment(int place) {
        for (int event = 0; event < tried.length; event++) {
            if ((masks.get(event) >>> place & 1) == 1 && !tried[event]) {
                tried[event] = true;
                if (placeOf[event] == free || augment(placeOf[event])) {
                    placeOf[event] = place;
                    return true;
                }
            }
        }
        return false;
    }
}
