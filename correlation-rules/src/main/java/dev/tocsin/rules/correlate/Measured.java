package dev.tocsin.rules.correlate;

import java.util.List;

/**
 * The values of an episode's qualifying frames.
 *
 * @param first the value of the first qualifying frame
 * @param firstEndMs where that frame ends
 * @param greatest the greatest value of any of them
 * @param sequence of {@code temporal_ordered}: the sequence in the first frame
 */
record Measured(double first, long firstEndMs, double greatest, List<SequenceStep> sequence) {

    /** No frame. */
    static final Measured NOTHING =
            new Measured(0, Long.MAX_VALUE, Double.NEGATIVE_INFINITY, List.of());

    Measured {
        sequence = List.copyOf(sequence);
    }

    static Measured of(double value, long frameEndMs) {
        return new Measured(value, frameEndMs, value, List.of());
    }

    Measured with(List<SequenceStep> steps) {
        return new Measured(first, firstEndMs, greatest, steps);
    }

    /** With further frames, or with frames that have been measured anew. */
    Measured plus(Measured other) {
        double max = Math.max(greatest, other.greatest);
        return other.firstEndMs <= firstEndMs
                ? new Measured(other.first, other.firstEndMs, max, other.sequence)
                : new Measured(first, firstEndMs, max, sequence);
    }

    /** Whether the first frame is the same. */
    boolean beginsAs(Measured other) {
        return first == other.first
                && firstEndMs == other.firstEndMs
                && sequence.equals(other.sequence);
    }
}
