package dev.tocsin.rules.correlate;

/**
 * A span in which further episodes are counted instead of alerting.
 *
 * @param key folded values of the fields that tell alerts apart
 * @param startedBy the alert that began it, which may have become a part of another since
 * @param alertId the alert that counts them
 * @param fromMs event time of the event that completed that alert
 * @param untilMs the end of the span, inclusive
 * @param count how many were suppressed
 * @param saidCount how many the last revision of the alert has told
 */
record Mute(
        String key,
        String startedBy,
        String alertId,
        long fromMs,
        long untilMs,
        long count,
        long saidCount) {

    /** One in which nothing was counted yet. */
    static Mute of(String key, String alertId, long fromMs, long untilMs) {
        return new Mute(key, alertId, alertId, fromMs, untilMs, 0, 0);
    }

    /** Whether the alert that counts is another one than the alert that began it. */
    boolean isPassed() {
        return !startedBy.equals(alertId);
    }

    boolean covers(String otherKey, long timeMs) {
        return key.equals(otherKey) && fromMs <= timeMs && timeMs <= untilMs;
    }

    Mute plus(long change) {
        return new Mute(key, startedBy, alertId, fromMs, untilMs, count + change, saidCount);
    }

    Mute said() {
        return new Mute(key, startedBy, alertId, fromMs, untilMs, count, count);
    }

    Mute passedTo(String survivorId) {
        return new Mute(key, startedBy, survivorId, fromMs, untilMs, count, saidCount);
    }

    Mute startedBy(String first) {
        return new Mute(key, first, alertId, fromMs, untilMs, count, saidCount);
    }
}
