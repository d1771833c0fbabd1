package dev.tocsin.rules.correlate;

/**
 * Qualifying frames that share events, as they were found in the window. The first of them begins
 * at {@code fromMs} and ends at {@link Measured#firstEndMs}.
 *
 * @param fromMs time of their first event
 * @param toMs time of their last event
 * @param measured their values
 */
record FoundFrames(long fromMs, long toMs, Measured measured) {

    FoundFrames plus(long endMs, Measured frame) {
        return new FoundFrames(fromMs, endMs, measured.plus(frame));
    }
}
