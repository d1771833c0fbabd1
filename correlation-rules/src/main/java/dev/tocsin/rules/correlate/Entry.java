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
 * @param packed its detail; null once an episode has taken the event in
 * @param live the same, until the state is saved for the first time
 */
record Entry(
        long timeMs,
        long positions,
        List<String> values,
        @Nullable PackedDetail packed,
        @Nullable Detail live) {
    private static final int WEIGHT = 48;
    private static final int LIVE_WEIGHT = 400;

    static Entry of(Contribution contribution, boolean late) {
        return of(contribution, Detail.of(contribution, late));
    }

    /** An entry that keeps everything. */
    static Entry whole(Contribution contribution, boolean late) {
        return of(contribution, Detail.whole(contribution, late));
    }

    private static Entry of(Contribution contribution, Detail detail) {
        return new Entry(
                contribution.event().timeMs(),
                contribution.positions(),
                folded(contribution.values()),
                null,
                detail);
    }

    /** Its detail; null once an episode has taken the event in. */
    @Nullable Detail detail() {
        if (live != null) {
            return live;
        }
        return packed == null ? null : packed.unpack(timeMs);
    }

    /** The same event, as it is kept when it is saved: with its detail as bytes. */
    Entry kept() {
        return live == null
                ? this
                : new Entry(timeMs, positions, values, PackedDetail.of(live, timeMs), null);
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
        return new Entry(timeMs, positions, values, null, null);
    }

    /** Whether it is that inner episode. */
    boolean standsFor(String innerEpisode) {
        Detail detail = detail();
        InnerResult result = detail == null ? null : detail.result();
        return result != null && result.episode().equals(innerEpisode);
    }

    /** Whether its time says all. */
    boolean isPlain() {
        return packed == null && live == null && positions == 1 && values.isEmpty();
    }

    /** A rough size in the heap, in bytes. */
    int weightBytes() {
        int weight = packed == null ? WEIGHT : WEIGHT + 32 + packed.bytes().length;
        weight += live == null ? 0 : LIVE_WEIGHT;
        for (String value : values) {
            weight += WEIGHT + value.length();
        }
        return weight;
    }
}
