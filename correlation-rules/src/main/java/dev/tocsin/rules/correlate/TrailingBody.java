package dev.tocsin.rules.correlate;

import java.util.List;

/**
 * State of a group under trailing frames.
 *
 * @param entries the events that a frame can still have, in time order
 * @param episodes the episodes that can still change, in time order; no two share a moment
 */
record TrailingBody(List<Entry> entries, List<Episode> episodes) implements Body {
    static final TrailingBody EMPTY = new TrailingBody(List.of(), List.of());
}
