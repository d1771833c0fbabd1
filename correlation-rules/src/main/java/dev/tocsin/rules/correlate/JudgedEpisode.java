package dev.tocsin.rules.correlate;

import dev.tocsin.alert.AlertState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An episode that late evidence may change in any way. What its frames before the horizon have
 * given is frozen; all else is made anew from the window. Changed in place.
 */
final class JudgedEpisode {
    private final String key;
    private final long namedAtMs;
    private Episode episode;
    private long fromMs;
    private long toMs;
    private List<Frozen> frozen = List.of();
    private Fed fed;

    /**
     * The part that nothing can change any more.
     *
     * @param part what its frames have given
     * @param fromMs time of their first event
     * @param toMs time of their last event
     * @param first their first frame; null unless correlations above hear of it
     */
    record Frozen(Episode part, long fromMs, long toMs, @Nullable FirstResult first) {
        boolean has(long timeMs) {
            return fromMs <= timeMs && timeMs <= toMs;
        }
    }

    /**
     * @param key names it towards the correlations above
     * @param namedAtMs time of the first evidence when it was found, of which its id was made
     * @param fromMs time of the first event of its frames, as the window has it
     * @param toMs time of the last one
     */
    JudgedEpisode(String key, long namedAtMs, Episode episode, long fromMs, long toMs) {
        this.key = key;
        this.namedAtMs = namedAtMs;
        this.episode = episode;
        this.fromMs = fromMs;
        this.toMs = toMs;
        this.fed = new Fed(key, "", List.of());
    }

    String key() {
        return key;
    }

    long namedAtMs() {
        return namedAtMs;
    }

    Episode episode() {
        return episode;
    }

    long fromMs() {
        return fromMs;
    }

    long toMs() {
        return toMs;
    }

    /** What is frozen of it, in time order. */
    List<Frozen> frozen() {
        return frozen;
    }

    /** What the correlations above have heard of it. */
    Fed fed() {
        return fed;
    }

    /** Whether it was said to be none, or a part of another. */
    boolean isGone() {
        AlertState state = episode.emission().state();
        return state == AlertState.RETRACTED || state == AlertState.SUPERSEDED;
    }

    /** Who survives where several meet: lower goes first, then who is earlier. */
    int rank() {
        if (isGone()) {
            return 2;
        }
        return episode.emission().suppressed() ? 1 : 0;
    }

    boolean overlaps(long otherFromMs, long otherToMs) {
        return fromMs <= otherToMs && otherFromMs <= toMs;
    }

    /** Puts what was found in the place of what was said. */
    void set(Episode newEpisode, long newFromMs, long newToMs) {
        episode = newEpisode;
        fromMs = newFromMs;
        toMs = newToMs;
    }

    void set(Episode newEpisode) {
        episode = newEpisode;
    }

    void freeze(List<Frozen> parts) {
        frozen = List.copyOf(parts);
    }

    void feed(Fed what) {
        fed = what;
    }
}
