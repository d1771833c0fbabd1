package dev.tocsin.rules.correlate;

import dev.tocsin.alert.AlertState;
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
    private @Nullable Revisions revisions;
    private long clockMs;
    private Body body;

    CorrelationState(
            String fingerprint,
            long clockMs,
            List<Mute> mutes,
            List<Revisions.Last> revisions,
            Body body) {
        this.fingerprint = fingerprint;
        this.clockMs = clockMs;
        this.mutes = mutes.isEmpty() ? null : new Mutes(mutes);
        this.revisions = revisions.isEmpty() ? null : new Revisions(revisions);
        this.body = body;
    }

    /**
     * A state of which nothing was said yet.
     *
     * @param revisions of alerts that were said before
     */
    static CorrelationState of(
            String fingerprint, long clockMs, List<Revisions.Last> revisions, Body body) {
        return new CorrelationState(fingerprint, clockMs, List.of(), revisions, body);
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
        return 120
                + (mutes == null ? 0 : mutes.list().size() * 200)
                + (revisions == null ? 0 : revisions.all().size() * 120)
                + body.weightBytes();
    }

    /**
     * Whether nothing that it holds was ever told: the contributions that it took say all of it.
     */
    public boolean isQuiet() {
        return (mutes == null || mutes.list().isEmpty())
                && (revisions == null || revisions.all().isEmpty())
                && body.episodes().isEmpty();
    }

    /** Whether it knows events of the group, and not only what was said of them before a change. */
    public boolean isAlive() {
        return !(body instanceof NoBody);
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

    /** The last revisions of alerts that its body does not know; few groups have any. */
    List<Revisions.Last> revisions() {
        return revisions == null ? List.of() : revisions.all();
    }

    /** The same, for another state to begin with. */
    Revisions said() {
        return new Revisions(revisions());
    }

    /**
     * Notes what an alert has come to that its body will not know.
     *
     * @return how many others are forgotten for it
     */
    int note(String alertId, int revision, long untilMs) {
        if (revisions == null) {
            revisions = new Revisions(List.of());
        }
        return revisions.note(alertId, revision, untilMs);
    }

    /** The last revision of an alert that its body does not know; 0 for none. */
    int takeRevision(String alertId) {
        return revisions == null ? 0 : revisions.take(alertId);
    }

    /** The end of the last suppression span, or {@code atLeastMs} if that is later. */
    long mutedUntilMs(long atLeastMs) {
        return mutes == null ? atLeastMs : mutes.endMs(atLeastMs);
    }

    /** Drops suppression spans and revisions that no event can reach any more. */
    void dropBefore(long horizonMs) {
        if (mutes != null) {
            mutes.dropBefore(horizonMs, this::isHeld);
        }
        if (revisions != null) {
            revisions.dropBefore(horizonMs);
        }
    }

    /** Whether more may be said of an alert. */
    private boolean isHeld(String alertId) {
        for (Episode episode : body.episodes()) {
            Emission said = episode.emission();
            boolean stands = !said.suppressed() && said.state() != AlertState.RETRACTED;
            if (stands && said.alertId().equals(alertId)) {
                return true;
            }
        }
        return false;
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
