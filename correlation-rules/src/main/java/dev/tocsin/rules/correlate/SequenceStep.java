package dev.tocsin.rules.correlate;

import dev.tocsin.event.EventRef;

/**
 * An event of the sequence that a {@code temporal_ordered} found.
 *
 * @param place in the list of rules, from 0 on
 * @param event what serves it; of an inner episode the event that completed its first frame
 */
record SequenceStep(int place, EventRef event) {}
