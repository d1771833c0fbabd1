package dev.tocsin.rules.correlate;

/**
 * Frames that qualify and share an event.
 *
 * @param from place of their first event in the window
 * @param to place behind their last event
 * @param measured their values
 */
record Qualified(int from, int to, Measured measured) {}
