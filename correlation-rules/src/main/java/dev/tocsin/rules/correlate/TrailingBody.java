package dev.tocsin.rules.correlate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * State of a group under trailing frames; changed in place. It is its window, and not one that has
 * a window, for the reason that {@link EntryBytes} gives.
 */
final class TrailingBody extends Window implements Body {
    private List<Episode> episodes;
    private @Nullable FrameIndex index;

    /** The state of a group of which nothing was heard. */
    TrailingBody(ChunkStore store) {
        super(store);
        this.episodes = List.of();
    }

    /**
     * A state that was saved.
     *
     * @param window the events that a frame can still have
     * @param episodes the episodes that can still change, in time order; no two share a moment
     */
    TrailingBody(Window window, List<Episode> episodes) {
        super(window);
        this.episodes = episodes.isEmpty() ? List.of() : new ArrayList<>(episodes);
    }

    @Override
    public List<Episode> episodes() {
        return episodes;
    }

    /** Puts an episode in its place. */
    void place(Episode episode) {
        if (episodes.isEmpty()) {
            episodes = new ArrayList<>(1);
        }
        int at = episodes.size();
        while (at > 0 && episodes.get(at - 1).firstMs() > episode.firstMs()) {
            at--;
        }
        episodes.add(at, episode);
    }

    /** Knows the value of the last frame; null if it is to be made anew. Not stored. */
    @Nullable FrameIndex index() {
        return index;
    }

    void keep(@Nullable FrameIndex newIndex) {
        index = newIndex;
    }

    @Override
    public int weightBytes() {
        int weight = super.weightBytes();
        for (Episode episode : episodes) {
            weight += episode.weightBytes();
        }
        return weight;
    }
}
