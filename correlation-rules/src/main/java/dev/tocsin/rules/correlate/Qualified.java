package dev.tocsin.rules.correlate;

/**
 * Frames that qualify and share an event.
 *
 * @param fromMs time of their first event
 * @param toMs time of their last event
 * @param measured their values
 */
record Qualified(long fromMs, long toMs, Measured measured) {}
