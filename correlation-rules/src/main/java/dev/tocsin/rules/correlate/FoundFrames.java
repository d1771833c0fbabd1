package dev.tocsin.rules.correlate;

/**
 * Qualifying frames that share events, as they were found in the window. The first of them ends at
 * {@link Measured#firstEndMs}, and begins at {@code fromMs} unless later ones reach back farther.
 *
 * @param fromMs time of their first event
 * @param toMs time of their last event
 * @param measured their values
 */
record FoundFrames(long fromMs, long toMs, Measured measured) {

    FoundFrames plus(FoundFrames later) {
        return new FoundFrames(
                Math.min(fromMs, later.fromMs), later.toMs, measured.plus(later.measured));
    }
}
