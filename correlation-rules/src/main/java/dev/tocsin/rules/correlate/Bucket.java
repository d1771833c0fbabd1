package dev.tocsin.rules.correlate;

import dev.tocsin.alert.AlertState;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The events of a group in one timespan that begins at a multiple of it.
 *
 * @param startMs where it begins
 * @param value their number, or the sum of their values
 * @param unusual whether it is known for good to have been unusual
 * @param judged whether all of its events so far have been judged
 * @param episode its events and what was said of them; null once it cannot change any more
 */
record Bucket(
        long startMs,
        BigDecimal value,
        boolean unusual,
        boolean judged,
        @Nullable Episode episode) {

    /** With one more event. */
    Bucket plus(Detail detail, BigDecimal more) {
        Episode known = episode;
        Episode grown =
                known == null ? Episode.of(detail, Measured.of(0, startMs)) : known.plus(detail);
        return new Bucket(startMs, value.add(more), unusual, false, grown);
    }

    Bucket judged(Episode said) {
        return new Bucket(startMs, value, unusual, true, said);
    }

    Bucket with(Episode said) {
        return new Bucket(startMs, value, unusual, judged, said);
    }

    /** Once no event can come any more. */
    Bucket settled() {
        return new Bucket(startMs, value, isUnusual(), true, null);
    }

    /** Whether an alert was opened for it, if only to be suppressed. */
    boolean isSaid() {
        Episode known = episode;
        return known != null && !known.emission().alertId().isEmpty();
    }

    /** Whether it keeps out of the baseline. */
    boolean isUnusual() {
        Episode known = episode;
        return unusual
                || (known != null && isSaid() && known.emission().state() != AlertState.RETRACTED);
    }
}
