package dev.tocsin.rules.correlate;

import dev.tocsin.alert.Alert.MatchedPredicate;
import java.util.List;

/**
 * Qualifying frames of one group that share events, transitively: what one alert is about.
 *
 * @param evidence its events
 * @param portrait what it shows of them
 * @param measured the values of its frames
 * @param emission what has been said of it
 */
record Episode(Evidence evidence, Portrait portrait, Measured measured, Emission emission) {

    /** An episode of one event so far, of which nothing has been said. */
    static Episode of(Detail detail, Measured measured) {
        return new Episode(
                Evidence.of(detail.ref()), Portrait.of(detail), measured, Emission.none());
    }

    long firstMs() {
        return evidence.first().timeMs();
    }

    long lastMs() {
        return evidence.last().timeMs();
    }

    /** Whether it has an event in the frame between two of the group's events. */
    boolean touches(long fromMs, long toMs) {
        return firstMs() <= toMs && lastMs() >= fromMs;
    }

    Episode plus(Detail detail) {
        boolean earlier = Evidence.ORDER.compare(detail.ref(), evidence.first()) < 0;
        return new Episode(
                evidence.plus(detail.ref()),
                portrait.plus(Portrait.of(detail), earlier),
                measured,
                emission);
    }

    Episode plus(Episode other) {
        boolean earlier = Evidence.ORDER.compare(other.evidence.first(), evidence.first()) < 0;
        return new Episode(
                evidence.plus(other.evidence),
                portrait.plus(other.portrait, earlier),
                measured.plus(other.measured),
                emission);
    }

    Episode plus(Measured frames) {
        return new Episode(evidence, portrait, measured.plus(frames), emission);
    }

    Episode completedBy(List<MatchedPredicate> predicates) {
        return new Episode(evidence, portrait.withPredicates(predicates), measured, emission);
    }

    Episode markedLate(boolean late) {
        return new Episode(evidence, portrait.withLate(late), measured, emission);
    }

    Episode with(Emission said) {
        return new Episode(evidence, portrait, measured, said);
    }
}
