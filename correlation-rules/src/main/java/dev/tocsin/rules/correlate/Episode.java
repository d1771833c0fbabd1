package dev.tocsin.rules.correlate;

import dev.tocsin.alert.Alert.MatchedPredicate;
import dev.tocsin.event.EventRef;
import java.util.List;

/**
 * Qualifying frames of one group that share events, transitively: what one alert is about. It is
 * changed in place; methods that change it give it back.
 */
final class Episode {
    private final Evidence evidence;
    private final Portrait portrait;
    private final RiskScores scores;
    private Measured measured;
    private Emission emission;

    /**
     * @param evidence its events
     * @param portrait what it shows of them
     * @param measured the values of its frames
     * @param emission what has been said of it
     */
    Episode(Evidence evidence, Portrait portrait, Measured measured, Emission emission) {
        this(evidence, portrait, new RiskScores(), measured, emission);
    }

    /**
     * @param scores of a risk alert: the alerts that it is made of
     */
    Episode(
            Evidence evidence,
            Portrait portrait,
            RiskScores scores,
            Measured measured,
            Emission emission) {
        this.scores = scores;
        this.evidence = evidence;
        this.portrait = portrait;
        this.measured = measured;
        this.emission = emission;
    }

    /** An episode of one event so far, of which nothing has been said. */
    static Episode of(Detail detail, Measured measured) {
        return new Episode(
                Evidence.of(detail.ref()), Portrait.of(detail), measured, Emission.none());
    }

    /**
     * An episode of what one entry stands for, of which nothing has been said.
     *
     * @param events at least one
     */
    static Episode of(Detail detail, List<EventRef> events) {
        Evidence evidence = Evidence.of(events.getFirst());
        events.subList(1, events.size()).forEach(evidence::add);
        return new Episode(evidence, Portrait.of(detail), Measured.NOTHING, Emission.none());
    }

    /** The same, with these events to show instead of its own. */
    Episode shownAs(List<EventRef> events) {
        return new Episode(evidence.shownAs(events), portrait, scores, measured, emission);
    }

    /** The same content in another object, of which nothing has been said. */
    Episode copy() {
        return new Episode(
                evidence.copy(), portrait.copy(), scores.copy(), measured, Emission.none());
    }

    Evidence evidence() {
        return evidence;
    }

    Portrait portrait() {
        return portrait;
    }

    RiskScores scores() {
        return scores;
    }

    Measured measured() {
        return measured;
    }

    Emission emission() {
        return emission;
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
        boolean earliest = Evidence.ORDER.compare(detail.ref(), evidence.first()) < 0;
        evidence.add(detail.ref());
        portrait.add(detail, earliest);
        return this;
    }

    /**
     * With what one entry stands for.
     *
     * @param events those of its events that are not there yet
     */
    Episode plus(Detail detail, List<EventRef> events) {
        boolean earliest =
                !events.isEmpty()
                        && Evidence.ORDER.compare(events.getFirst(), evidence.first()) < 0;
        events.forEach(evidence::add);
        portrait.add(detail, earliest);
        return this;
    }

    Episode plus(Episode other) {
        boolean earlier = Evidence.ORDER.compare(other.evidence.first(), evidence.first()) < 0;
        evidence.add(other.evidence);
        portrait.add(other.portrait, earlier);
        scores.add(other.scores);
        measured = measured.plus(other.measured);
        return this;
    }

    Episode plus(Measured frames) {
        measured = measured.plus(frames);
        return this;
    }

    /** The events that are shown: the first, the last, and the sequence. */
    List<EventRef> shown() {
        List<EventRef> shown = evidence.shown();
        for (SequenceStep step : measured.sequence()) {
            if (!shown.contains(step.event())) {
                shown.add(step.event());
            }
        }
        if (!measured.sequence().isEmpty()) {
            shown.sort(Evidence.ORDER);
        }
        return shown;
    }

    /** Whether it says the same as another one. */
    boolean sameAs(Episode other) {
        return evidence.count() == other.evidence.count()
                && measured.equals(other.measured)
                && evidence.shown().equals(other.evidence.shown());
    }

    /** Whether it is another one with more events. */
    boolean growsFrom(Episode other) {
        return evidence.count() >= other.evidence.count()
                && evidence.first().equals(other.evidence.first())
                && measured.beginsAs(other.measured);
    }

    Episode completedBy(List<MatchedPredicate> predicates) {
        portrait.setPredicates(predicates);
        return this;
    }

    Episode markedLate(boolean late) {
        portrait.setLate(late);
        return this;
    }

    Episode with(Emission said) {
        emission = said;
        return this;
    }

    /** A rough size in the heap, in bytes. */
    int weightBytes() {
        int shown = evidence.behind().size();
        return 2_000 + 120 * (shown + evidence.head().size() + evidence.tail().size());
    }
}
