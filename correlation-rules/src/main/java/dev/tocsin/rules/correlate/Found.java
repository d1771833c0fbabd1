package dev.tocsin.rules.correlate;

import dev.tocsin.rules.correlate.JudgedEpisode.Frozen;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an episode is by the present window.
 *
 * @param frozen the frozen parts that belong to it, in time order
 * @param frames its frames that are not frozen; null when there is none
 */
record Found(List<Frozen> frozen, @Nullable FoundFrames frames) {
    Found {
        frozen = List.copyOf(frozen);
    }

    /** Whether an episode that is known has events in common with it. */
    boolean touches(JudgedEpisode known) {
        for (Frozen part : known.frozen()) {
            if (frozen.contains(part)) {
                return true;
            }
        }
        return frames != null && known.overlaps(frames.fromMs(), frames.toMs());
    }

    long fromMs() {
        long fromMs = frames == null ? Long.MAX_VALUE : frames.fromMs();
        for (Frozen part : frozen) {
            fromMs = Math.min(fromMs, part.fromMs());
        }
        return fromMs;
    }

    long toMs() {
        long toMs = frames == null ? Long.MIN_VALUE : frames.toMs();
        for (Frozen part : frozen) {
            toMs = Math.max(toMs, part.toMs());
        }
        return toMs;
    }

    /** Whether its first frame can still change. */
    boolean isOpenAtStart() {
        return frozen.isEmpty() && frames != null;
    }

    /** Its first frame, of an episode of which the correlations above hear. */
    FirstResult first(Window window) {
        FirstResult result = frozen.isEmpty() ? null : frozen.getFirst().first();
        return result == null ? FirstResult.of(FirstFrame.of(this, window)) : result;
    }
}
