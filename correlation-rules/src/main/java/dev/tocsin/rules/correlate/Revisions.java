package dev.tocsin.rules.correlate;

import java.util.ArrayList;
import java.util.List;

/**
 * The last revisions of alerts that a group has said and whose episodes it does not have any more:
 * one that comes back under its id goes on where it ended, as who keeps the greatest revision would
 * not see it otherwise. Changed in place.
 */
final class Revisions {
    /** How many are known at a time; of more, those that were noted first are forgotten. */
    static final int MOST = 256;

    private final List<Last> all;
    private int forgotten;

    /**
     * What an alert has come to.
     *
     * @param revision of the last one that was emitted
     * @param untilMs until when the alert can come back
     */
    record Last(String alertId, int revision, long untilMs) {}

    Revisions(List<Last> all) {
        this.all = new ArrayList<>(all);
    }

    List<Last> all() {
        return all;
    }

    /**
     * Notes the last revision of an alert.
     *
     * @return how many others are forgotten for it
     */
    int note(String alertId, int revision, long untilMs) {
        take(alertId);
        all.add(new Last(alertId, revision, untilMs));
        if (all.size() <= MOST) {
            return 0;
        }
        all.removeFirst();
        forgotten++;
        return 1;
    }

    /** How many were forgotten since this was made. */
    int forgotten() {
        return forgotten;
    }

    /** The last revision of an alert, which is then not known any more; 0 for none. */
    int take(String alertId) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).alertId().equals(alertId)) {
                return all.remove(i).revision();
            }
        }
        return 0;
    }

    /** When the last of them is forgotten; before all times if there is none. */
    long untilMs() {
        long untilMs = Long.MIN_VALUE;
        for (Last last : all) {
            untilMs = Math.max(untilMs, last.untilMs());
        }
        return untilMs;
    }

    void dropBefore(long timeMs) {
        all.removeIf(last -> last.untilMs() < timeMs);
    }
}
