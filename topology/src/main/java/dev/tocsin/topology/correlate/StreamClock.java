package dev.tocsin.topology.correlate;

/**
 * Stream time that goes on with the wall clock while the stream is idle: the greatest event time
 * seen, plus the wall-clock time since it last grew. Never runs backwards. Not thread-safe.
 */
final class StreamClock {
    private static final long UNKNOWN = -1;

    private long streamMs = UNKNOWN;
    private long grewAtWallMs;
    private long shownMs = UNKNOWN;

    /** Tells it the task's stream time, {@code -1} for none yet. */
    void observe(long taskStreamMs, long wallMs) {
        if (taskStreamMs > streamMs) {
            shownMs = nowOrUnknown(wallMs);
            streamMs = taskStreamMs;
            grewAtWallMs = wallMs;
        }
    }

    /** The time, or {@link Long#MAX_VALUE} as long as nothing was seen: no limit comes from it. */
    long now(long wallMs) {
        shownMs = Math.max(shownMs, nowOrUnknown(wallMs));
        return shownMs == UNKNOWN ? Long.MAX_VALUE : shownMs;
    }

    private long nowOrUnknown(long wallMs) {
        return streamMs == UNKNOWN
                ? UNKNOWN
                : Math.max(shownMs, streamMs + Math.max(0, wallMs - grewAtWallMs));
    }
}
