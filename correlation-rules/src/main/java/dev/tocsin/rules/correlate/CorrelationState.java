package dev.tocsin.rules.correlate;

import java.util.List;

/**
 * What is remembered of one group of one correlation. Immutable; {@link StateCodec} is its binary
 * form and {@link CorrelationStep} the only one who knows what it means.
 */
public final class CorrelationState {
    private final String fingerprint;
    private final long clockMs;
    private final List<Mute> mutes;
    private final Body body;

    CorrelationState(String fingerprint, long clockMs, List<Mute> mutes, Body body) {
        this.fingerprint = fingerprint;
        this.clockMs = clockMs;
        this.mutes = List.copyOf(mutes);
        this.body = body;
    }

    /** The plan under which it was made. */
    public String fingerprint() {
        return fingerprint;
    }

    /** The group's own clock: the greatest event time among its contributions. */
    public long clockMs() {
        return clockMs;
    }

    List<Mute> mutes() {
        return mutes;
    }

    Body body() {
        return body;
    }
}
