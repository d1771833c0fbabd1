package dev.tocsin.rules.correlate;

import dev.tocsin.alert.AlertState;
import dev.tocsin.event.EventRef;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of a group in one timespan that begins at a multiple of it.
 *
 * @param startMs where it begins
 * @param value their number, or the sum of their values
 * @param unusual whether it is known for good to have been unusual
 * @param judged whether all of its events so far have been judged
 * @param episode its events and what was said of them; null once it cannot change any more
 * @param details its events for the correlations above, in order, at most {@value
 *     InnerResult#MAX_EVENTS}; empty if there are none
 * @param behind its events, where results of other correlations may have some in common
 * @param heardMs then, time of its first event or result
 */
record Bucket(
        long startMs,
        BigDecimal value,
        boolean unusual,
        boolean judged,
        @Nullable Episode episode,
        List<Detail> details,
        EventIds behind,
        long heardMs) {
    private static final int MOST_EVENTS = InnerResult.MAX_EVENTS;
    private static final long NEVER = Long.MAX_VALUE;

    Bucket {
        details = List.copyOf(details);
    }

    /** Without events. */
    static Bucket empty(long startMs) {
        return new Bucket(
                startMs, BigDecimal.ZERO, false, false, null, List.of(), EventIds.NONE, NEVER);
    }

    /** With one more event. */
    Bucket plus(Detail detail, BigDecimal more) {
        Episode known = episode;
        Episode grown =
                known == null ? Episode.of(detail, Measured.of(0, startMs)) : known.plus(detail);
        return new Bucket(
                startMs, value.add(more), unusual, false, grown, details, behind, heardMs);
    }

    /** With one more event or result, of whose events each counts once. */
    Bucket plusUnseen(Detail detail, BigDecimal more) {
        Episode known = episode;
        List<EventRef> unseen = behind.unseen(detail.events());
        Episode grown =
                known == null
                        ? Episode.of(detail, detail.events()).plus(Measured.of(0, startMs))
                        : known.plus(detail, unseen);
        EventIds seen = behind.plus(unseen);
        long firstMs = Math.min(heardMs, detail.ref().timeMs());
        return new Bucket(startMs, value.add(more), unusual, false, grown, details, seen, firstMs);
    }

    /** With the event for the correlations above. */
    Bucket keeping(Detail detail) {
        List<Detail> more = new ArrayList<>(details);
        int at = more.size();
        while (at > 0 && Detail.ORDER.compare(more.get(at - 1), detail) > 0) {
            at--;
        }
        more.add(at, detail);
        while (more.size() > 1 && eventsOf(more) - more.getLast().events().size() >= MOST_EVENTS) {
            more.removeLast();
        }
        return new Bucket(startMs, value, unusual, judged, episode, more, behind, heardMs);
    }

    private static int eventsOf(List<Detail> details) {
        int events = 0;
        for (Detail detail : details) {
            events += detail.events().size();
        }
        return events;
    }

    Bucket judged(Episode said) {
        return new Bucket(startMs, value, unusual, true, said, details, behind, heardMs);
    }

    /** To be judged anew; one of which nothing is kept but its value stays as it is. */
    Bucket unjudged() {
        return episode == null
                ? this
                : new Bucket(startMs, value, unusual, false, episode, details, behind, heardMs);
    }

    Bucket with(Episode said) {
        return new Bucket(startMs, value, unusual, judged, said, details, behind, heardMs);
    }

    /** Once no event can come any more. */
    Bucket settled() {
        return new Bucket(startMs, value, isUnusual(), true, null, List.of(), EventIds.NONE, NEVER);
    }

    /** When something was heard first, or {@code otherwiseMs} if that is not known any more. */
    long firstMs(long otherwiseMs) {
        Episode known = episode;
        if (known == null) {
            return otherwiseMs;
        }
        return heardMs == NEVER ? known.firstMs() : heardMs;
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
