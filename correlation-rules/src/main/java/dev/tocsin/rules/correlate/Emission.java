package dev.tocsin.rules.correlate;

import dev.tocsin.alert.AlertState;

/**
 * What has been said of an episode.
 *
 * @param alertId id of the alert; for a suppressed episode the alert that began the span which
 *     suppressed it
 * @param revision of the last one that was emitted; 0 for a suppressed episode
 * @param state what the last one said
 * @param atMs the group's clock, or the stream time, when it was emitted
 * @param pending whether the episode has changed since
 * @param fed what the correlations above have heard of an episode without frames
 */
record Emission(
        String alertId, int revision, AlertState state, long atMs, boolean pending, Fed fed) {

    static Emission none() {
        return new Emission("", 0, AlertState.OPEN, 0, false, Fed.NOTHING);
    }

    /** An episode that gets this alert, but of which nothing was said yet. */
    static Emission unsaid(String alertId, long nowMs) {
        return after(alertId, 0, nowMs);
    }

    /** An episode that gets this alert, of which so many revisions were said before. */
    static Emission after(String alertId, int revision, long nowMs) {
        return new Emission(alertId, revision, AlertState.OPEN, nowMs, false, Fed.NOTHING);
    }

    boolean suppressed() {
        return revision == 0;
    }

    boolean open() {
        return revision > 0 && state == AlertState.OPEN;
    }

    Emission next(AlertState newState, long nowMs) {
        return new Emission(alertId, revision + 1, newState, nowMs, false, fed);
    }

    /** A suppressed episode that was none. */
    Emission retracted() {
        return new Emission(alertId, revision, AlertState.RETRACTED, atMs, false, fed);
    }

    Emission changed() {
        return new Emission(alertId, revision, state, atMs, true, fed);
    }

    Emission feeding(Fed heard) {
        return new Emission(alertId, revision, state, atMs, pending, heard);
    }
}
