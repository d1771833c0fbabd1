package dev.tocsin.rules.plan;

/** Where the frames of a correlation lie among the events of a group. */
public enum FrameKind {
    /**
     * One ends at each event: for conditions that further events cannot make false, or lower
     * bounds.
     */
    TRAILING,
    /** Laid one behind the other and judged after their end: for all other conditions. */
    CLOSING,
    /** The type judges no frames. */
    NONE
}
