package dev.tocsin.rules.correlate;

import dev.tocsin.event.EventRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code temporal_ordered}: finds the events of the sequence in a frame of which {@link ChainIndex}
 * only knows the length. Of several it is the one that is complete first, a function of the frame's
 * events and not of the order in which they came.
 */
final class SequenceSearch implements Window.Visitor {
    private static final Comparator<Candidate> BY_EVENT =
            Comparator.comparing(Candidate::event, Evidence.ORDER);

    private final int places;

    /** {@code ends[k * places + p]}: the first series of k + 1 events that ends by place p. */
    private final @Nullable Series[] ends;

    private final int wanted;
    private final List<Candidate> group = new ArrayList<>();
    private long groupMs = Long.MIN_VALUE;

    private record Candidate(EventRef event, long positions) {}

    private record Series(@Nullable Series before, List<SequenceStep> steps) {}

    private SequenceSearch(int places, int length) {
        this.places = places;
        this.ends = new Series[length * places];
        this.wanted = length * places - 1;
    }

    /**
     * The sequence of that length.
     *
     * @param length of the longest sequence of the frame
     */
    static List<SequenceStep> in(Window window, long fromMs, long toMs, int places, int length) {
        SequenceSearch search = new SequenceSearch(places, length);
        window.forEach(fromMs, toMs, search);
        search.endGroup();
        List<SequenceStep> steps = new ArrayList<>();
        for (Series at = search.ends[search.wanted]; at != null; at = at.before()) {
            steps.addAll(0, at.steps());
        }
        return steps;
    }

    @Override
    public void visit(long timeMs, @Nullable Entry entry) {
        Detail detail = entry == null || ends[wanted] != null ? null : entry.detail();
        if (entry == null || detail == null) {
            return;
        }
        if (timeMs != groupMs) {
            endGroup();
            groupMs = timeMs;
        }
        group.add(new Candidate(detail.events().getLast(), entry.positions()));
    }

    /** Takes the events of one time together: they may serve in any order. */
    private void endGroup() {
        if (group.isEmpty()) {
            return;
        }
        group.sort(BY_EVENT);
        List<Long> masks = new ArrayList<>(group.size());
        group.forEach(candidate -> masks.add(candidate.positions()));
        Series[] before = ends.clone();
        for (int q = 0; q < places; q++) {
            Matching matching = new Matching(masks, places);
            int matched = 0;
            for (int p = q; p < places; p++) {
                if (matching.serve(p)) {
                    matched++;
                    extend(before, q, p, matched, matching);
                }
            }
        }
        group.clear();
    }

    /** The group serves {@code matched} of the places from q to p. */
    private void extend(Series[] before, int q, int p, int matched, Matching matching) {
        for (int k = matched - 1; k * places < ends.length; k++) {
            Series start = k < matched || q == 0 ? null : before[(k - matched) * places + q - 1];
            if (k >= matched && start == null) {
                continue;
            }
            Series whole = new Series(start, steps(q, p, matching));
            for (int at = k * places + p; at < (k + 1) * places && ends[at] == null; at++) {
                ends[at] = whole;
            }
        }
    }

    private List<SequenceStep> steps(int q, int p, Matching matching) {
        List<SequenceStep> steps = new ArrayList<>();
        for (int place = q; place <= p; place++) {
            int event = matching.eventAt(place);
            if (event >= 0) {
                steps.add(new SequenceStep(place, group.get(event).event()));
            }
        }
        return steps;
    }
}
