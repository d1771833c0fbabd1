package dev.tocsin.rules.correlate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one group of one correlation. It has one owner, and steps change it in
 * place; {@link StateCodec} is its binary form and {@link CorrelationStep} the only one who knows
 * what it means. Not thread-safe.
 */
public final class CorrelationState {
    private final String fingerprint;
    private @Nullable Mutes mutes;
    private long clockMs;
    private Body body;

    CorrelationState(String fingerprint, long clockMs, List<Mute> mutes, Body body) {
        this.fingerprint = fingerprint;
        this.clockMs = clockMs;
        this.mutes = mutes.isEmpty() ? null : new Mutes(mutes);
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

    /** A rough size in the heap, in bytes, for whoever keeps many. */
    public int weightBytes() {
        return 120 + (mutes == null ? 0 : mutes.list().size() * 200) + body.weightBytes();
    }

    /**
     * Whether nothing that it holds was ever told: the contributions that it took say all of it.
     */
    public boolean isQuiet() {
        return (mutes == null || mutes.list().isEmpty()) && body.episodes().isEmpty();
    }

    /** Deletes its chunks: for a state that will not be stored again. */
    public void free() {
        body.free();
    }

    /** Its suppression spans; few groups have any. */
    Mutes mutes() {
        if (mutes == null) {
            mutes = new Mutes(List.of());
        }
        return mutes;
    }

    /** The end of the last suppression span, or {@code atLeastMs} if that is later. */
    long mutedUntilMs(long atLeastMs) {
        return mutes == null ? atLeastMs : mutes.endMs(atLeastMs);
    }

    /** Drops suppression spans that no event can fall into any more. */
    void dropMutesBefore(long horizonMs) {
        if (mutes != null) {
            mutes.dropBefore(horizonMs);
        }
    }

    Body body() {
        return body;
    }

    @SuppressWarnings("ReferenceEquality") // the same object, and not an equal one
    void set(long newClockMs, Body newBody) {
        clockMs = newClockMs;
        // To write a reference into an old object costs the collector something each time.
        if (body != newBody) {
            body = newBody;
        }
    }
}
