package dev.tocsin.rules.correlate;

import org.jspecify.annotations.Nullable;

/**
 * Sightings of one value with no gap longer than the history: the value was new at the start only.
 *
 * @param value the value, folded
 * @param startMs time of the first sighting
 * @param endMs time of the last sighting
 * @param start the first sighting; null once nothing can come before it any more
 * @param alert the alert about the start, until it is closed
 */
record Run(
        String value, long startMs, long endMs, @Nullable Detail start, @Nullable Episode alert) {

    static Run of(String value, Detail sighting) {
        return new Run(value, sighting.ref().timeMs(), sighting.ref().timeMs(), sighting, null);
    }

    /** Whether a sighting belongs to this run. */
    boolean reaches(String other, long timeMs, long historyMs) {
        return value.equals(other) && startMs - historyMs <= timeMs && timeMs <= endMs + historyMs;
    }

    /** This run and another one of the same value; the alert is this run's. */
    Run joinedWith(Run other) {
        long end = Math.max(endMs, other.endMs);
        return other.startsBefore(this)
                ? new Run(value, other.startMs, end, other.start, alert)
                : new Run(value, startMs, end, start, alert);
    }

    private boolean startsBefore(Run other) {
        return start != null && other.start != null && Detail.ORDER.compare(start, other.start) < 0;
    }

    Run with(@Nullable Episode newAlert) {
        return new Run(value, startMs, endMs, start, newAlert);
    }

    Run settled() {
        return new Run(value, startMs, endMs, null, alert);
    }
}
