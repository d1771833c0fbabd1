package dev.tocsin.rules.correlate;

import dev.tocsin.event.EventRef;
import java.util.List;

/**
 * What a contribution to an outer correlation says of the inner episode that it stands for.
 *
 * @param source id of the correlation, or of the rule whose alert it is
 * @param episode names the episode for as long as it lives: a further contribution with the same
 *     name takes the place of the one before
 * @param withdrawn whether there is no such episode in this group any more
 * @param events the events of its first qualifying frame, in time order, at most {@value
 *     #MAX_EVENTS}
 */
public record InnerResult(String source, String episode, boolean withdrawn, List<EventRef> events) {
    /** How many events of a frame an outer correlation gets as evidence. */
    public static final int MAX_EVENTS = 1_000;

    public InnerResult {
        events = List.copyOf(events);
    }
}
