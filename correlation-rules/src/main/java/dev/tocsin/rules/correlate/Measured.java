package dev.tocsin.rules.correlate;

/**
 * The values of an episode's qualifying frames.
 *
 * @param first the value of the first qualifying frame
 * @param firstEndMs where that frame ends
 * @param greatest the greatest value of any of them
 */
record Measured(double first, long firstEndMs, double greatest) {

    /** No frame. */
    static final Measured NOTHING = new Measured(0, Long.MAX_VALUE, Double.NEGATIVE_INFINITY);

    static Measured of(double value, long frameEndMs) {
        return new Measured(value, frameEndMs, value);
    }

    /** With further frames, or with frames that have been measured anew. */
    Measured plus(Measured other) {
        double max = Math.max(greatest, other.greatest);
        return other.firstEndMs <= firstEndMs
                ? new Measured(other.first, other.firstEndMs, max)
                : new Measured(first, firstEndMs, max);
    }
}
