package dev.tocsin.rules.correlate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contributing event in the window of a group.
 *
 * @param timeMs event time
 * @param positions which of the referenced rules it matched, as in {@link Contribution}
 * @param values its values, folded
 * @param detail null once an episode has taken the event in
 */
record Entry(long timeMs, long positions, List<String> values, @Nullable Detail detail) {

    static Entry of(Contribution contribution, boolean late) {
        List<String> folded = new ArrayList<>(contribution.values().size());
        for (String value : contribution.values()) {
            folded.add(Folding.fold(value));
        }
        return new Entry(
                contribution.event().timeMs(),
                contribution.positions(),
                folded,
                Detail.of(contribution, late));
    }

    /** The same event, once an episode has its detail. */
    Entry takenIn() {
        return new Entry(timeMs, positions, values, null);
    }
}
