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
    private static final int WEIGHT = 48;
    private static final int DETAIL_WEIGHT = 600;

    static Entry of(Contribution contribution, boolean late) {
        return new Entry(
                contribution.event().timeMs(),
                contribution.positions(),
                folded(contribution.values()),
                Detail.of(contribution, late));
    }

    /** An entry that keeps everything. */
    static Entry whole(Contribution contribution, boolean late) {
        return new Entry(
                contribution.event().timeMs(),
                contribution.positions(),
                folded(contribution.values()),
                Detail.whole(contribution, late));
    }

    private static List<String> folded(List<String> values) {
        if (values.isEmpty()) {
            return List.of();
        }
        if (values.size() == 1) {
            return List.of(Folding.fold(values.getFirst()));
        }
        List<String> folded = new ArrayList<>(values.size());
        for (String value : values) {
            folded.add(Folding.fold(value));
        }
        return folded;
    }

    /** The same event, once an episode has its detail. */
    Entry takenIn() {
        return new Entry(timeMs, positions, values, null);
    }

    /** Whether it is that inner episode. */
    boolean standsFor(String innerEpisode) {
        InnerResult result = detail == null ? null : detail.result();
        return result != null && result.episode().equals(innerEpisode);
    }

    /** Whether its time says all. */
    boolean isPlain() {
        return detail == null && positions == 1 && values.isEmpty();
    }

    /** A rough size in the heap, in bytes. */
    int weightBytes() {
        int weight = detail == null ? WEIGHT : WEIGHT + DETAIL_WEIGHT;
        for (String value : values) {
            weight += WEIGHT + value.length();
        }
        return weight;
    }
}
