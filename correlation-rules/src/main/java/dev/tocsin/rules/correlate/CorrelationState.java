package dev.tocsin.rules.correlate;

/**
 * What is remembered of one group of one correlation. It has one owner, and steps change it in
 * place; {@link StateCodec} is its binary form and {@link CorrelationStep} the only one who knows
 * what it means. Not thread-safe.
 */
public final class CorrelationState {
    private final String fingerprint;
    private final Mutes mutes;
    private long clockMs;
    private Body body;

    CorrelationState(String fingerprint, long clockMs, Mutes mutes, Body body) {
        this.fingerprint = fingerprint;
        this.clockMs = clockMs;
        this.mutes = mutes;
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
        return 160 + mutes.list().size() * 200 + body.weightBytes();
    }

    /**
     * Whether nothing that it holds was ever told: the contributions that it took say all of it.
     */
    public boolean isQuiet() {
        return mutes.list().isEmpty() && body.episodes().isEmpty();
    }

    /** Deletes its chunks: for a state that will not be stored again. */
    public void free() {
        body.free();
    }

    Mutes mutes() {
        return mutes;
    }

    Body body() {
        return body;
    }

    void set(long newClockMs, Body newBody) {
        clockMs = newClockMs;
        body = newBody;
    }
}
