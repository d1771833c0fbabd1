package dev.tocsin.rules.correlate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** State of a group under trailing frames; changed in place. */
final class TrailingBody implements Body {
    private final Window window;
    private final List<Episode> episodes;
    private @Nullable FrameIndex index;

    /**
     * @param window the events that a frame can still have
     * @param episodes the episodes that can still change, in time order; no two share a moment
     */
    TrailingBody(Window window, List<Episode> episodes) {
        this.window = window;
        this.episodes = new ArrayList<>(episodes);
    }

    Window window() {
        return window;
    }

    @Override
    public List<Episode> episodes() {
        return episodes;
    }

    /** Knows the value of the last frame; null if it is to be made anew. Not stored. */
    @Nullable FrameIndex index() {
        return index;
    }

    void keep(@Nullable FrameIndex newIndex) {
        index = newIndex;
    }

    @Override
    public void free() {
        window.free();
    }

    @Override
    public int weightBytes() {
        int weight = window.weightBytes();
        for (Episode episode : episodes) {
            weight += episode.weightBytes();
        }
        return weight;
    }
}
