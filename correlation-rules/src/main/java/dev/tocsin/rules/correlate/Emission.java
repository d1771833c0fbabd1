package dev.tocsin.rules.correlate;

import dev.tocsin.alert.AlertState;

/**
 * What has been said of an episode.
 *
 * @param alertId id of the alert; for a suppressed episode the alert that suppressed it
 * @param revision of the last one that was emitted; 0 for a suppressed episode
 * @param state what the last one said
 * @param atMs the group's clock, or the stream time, when it was emitted
 * @param pending whether the episode has changed since
 */
record Emission(String alertId, int revision, AlertState state, long atMs, boolean pending) {

    static Emission none() {
        return new Emission("", 0, AlertState.OPEN, 0, false);
    }

    boolean suppressed() {
        return revision == 0;
    }

    boolean open() {
        return revision > 0 && state == AlertState.OPEN;
    }

    Emission next(AlertState newState, long nowMs) {
        return new Emission(alertId, revision + 1, newState, nowMs, false);
    }

    /** A suppressed episode that was none. */
    Emission retracted() {
        return new Emission(alertId, revision, AlertState.RETRACTED, atMs, false);
    }

    Emission changed() {
        return new Emission(alertId, revision, state, atMs, true);
    }
}
