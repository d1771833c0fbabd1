package dev.tocsin.rules.correlate;

/**
 * A span in which further episodes are counted instead of alerting.
 *
 * @param key folded values of the fields that tell alerts apart
 * @param alertId the alert that counts them
 * @param fromMs event time of the event that completed that alert
 * @param untilMs the end of the span, inclusive
 * @param count how many were suppressed
 * @param saidCount how many the last revision of the alert has told
 */
record Mute(String key, String alertId, long fromMs, long untilMs, long count, long saidCount) {

    boolean covers(String otherKey, long timeMs) {
        return key.equals(otherKey) && fromMs <= timeMs && timeMs <= untilMs;
    }

    Mute plus(long change) {
        return new Mute(key, alertId, fromMs, untilMs, count + change, saidCount);
    }

    Mute said() {
        return new Mute(key, alertId, fromMs, untilMs, count, count);
    }

    Mute passedTo(String survivorId) {
        return new Mute(key, survivorId, fromMs, untilMs, count, saidCount);
    }
}
