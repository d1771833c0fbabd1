package dev.tocsin.rules.correlate;

import dev.tocsin.event.EventRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the content of an episode of its frozen parts and of the events in the window. */
final class EpisodeContent implements Window.Visitor {
    private final List<JudgedEpisode.Frozen> frozen = new ArrayList<>();
    private final @Nullable Set<String> seen;
    private @Nullable Episode whole;

    private EpisodeContent(boolean sharesEvents) {
        this.seen = sharesEvents ? new HashSet<>() : null;
    }

    /**
     * The content of what was found.
     *
     * @param sharesEvents whether entries of the window may stand for the same event
     */
    static Episode of(Found found, Window window, boolean sharesEvents) {
        return of(found.frozen(), found.frames(), window, sharesEvents);
    }

    /** The content of frozen parts and frames, at least one of them. */
    static Episode of(
            List<JudgedEpisode.Frozen> frozen,
            @Nullable FoundFrames frames,
            Window window,
            boolean sharesEvents) {
        EpisodeContent content = new EpisodeContent(sharesEvents);
        frozen.forEach(content::addFrozen);
        if (frames != null) {
            window.forEach(frames.fromMs(), frames.toMs(), content);
            Episode episode = content.whole();
            return episode.plus(frames.measured());
        }
        return content.whole();
    }

    private Episode whole() {
        if (whole == null) {
            throw new IllegalStateException("Expected an episode with events, but found none");
        }
        return whole;
    }

    private void addFrozen(JudgedEpisode.Frozen part) {
        frozen.add(part);
        if (seen != null) {
            part.part().evidence().shown().forEach(ref -> seen.add(ref.id()));
        }
        whole = whole == null ? part.part().copy() : whole.plus(part.part());
    }

    @Override
    public void visit(long timeMs, @Nullable Entry entry) {
        Detail detail = entry == null || isFrozen(timeMs) ? null : entry.detail();
        if (detail == null) {
            return;
        }
        List<EventRef> events = unseen(detail.events());
        if (whole == null) {
            whole = Episode.of(detail, events);
        } else {
            whole = whole.plus(detail, events);
        }
    }

    private boolean isFrozen(long timeMs) {
        for (JudgedEpisode.Frozen part : frozen) {
            if (part.has(timeMs)) {
                return true;
            }
        }
        return false;
    }

    private List<EventRef> unseen(List<EventRef> events) {
        if (seen == null) {
            return events;
        }
        List<EventRef> unseen = new ArrayList<>(events.size());
        for (EventRef event : events) {
            if (seen.add(event.id())) {
                unseen.add(event);
            }
        }
        return unseen;
    }
}
