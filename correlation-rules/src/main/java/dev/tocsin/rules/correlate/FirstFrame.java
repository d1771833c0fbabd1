package dev.tocsin.rules.correlate;

import dev.tocsin.event.EventRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first qualifying frame of an episode.
 *
 * @param endMs its end
 * @param details of its events, in time order, at least one
 */
record FirstFrame(long endMs, List<Detail> details) {

    /** The first frame that is not frozen. */
    static FirstFrame of(Found found, Window window) {
        FoundFrames frames = found.frames();
        if (frames == null) {
            throw new IllegalArgumentException("Expected an episode with a frame, but found none");
        }
        List<Detail> details = new ArrayList<>();
        long endMs = frames.measured().firstEndMs();
        window.forEach(frames.fromMs(), endMs, (_, entry) -> add(entry, details));
        details.sort(Detail.ORDER);
        return new FirstFrame(endMs, details);
    }

    private static void add(@Nullable Entry entry, List<Detail> details) {
        Detail detail = entry == null ? null : entry.detail();
        if (detail != null) {
            details.add(detail);
        }
    }

    /** The detail of the event that completed it. */
    Detail completing() {
        return details.getLast();
    }

    /** The events behind it, each once, in time order. */
    List<EventRef> events() {
        Map<String, EventRef> events = new LinkedHashMap<>();
        for (Detail detail : details) {
            for (EventRef event : detail.events()) {
                if (events.size() < InnerResult.MAX_EVENTS) {
                    events.putIfAbsent(event.id(), event);
                }
            }
        }
        List<EventRef> sorted = new ArrayList<>(events.values());
        sorted.sort(Evidence.ORDER);
        return sorted;
    }
}
