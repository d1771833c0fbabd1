package dev.tocsin.rules.correlate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The suppression spans of a group while one step works on them. */
final class Mutes {
    private final List<Mute> mutes;

    Mutes(List<Mute> mutes) {
        this.mutes = new ArrayList<>(mutes);
    }

    List<Mute> list() {
        return mutes;
    }

    void start(Mute mute) {
        mutes.add(mute);
    }

    /** Counts an episode if a span covers it; gives the alert that began the span. */
    @Nullable String count(String key, long timeMs) {
        for (int i = 0; i < mutes.size(); i++) {
            Mute mute = mutes.get(i);
            if (mute.covers(key, timeMs)) {
                mutes.set(i, mute.plus(1));
                return mute.startedBy();
            }
        }
        return null;
    }

    /** An episode that {@link #count} counted turned out to be part of one that alerted. */
    void uncount(String startedBy) {
        for (int i = 0; i < mutes.size(); i++) {
            Mute mute = mutes.get(i);
            if (mute.startedBy().equals(startedBy) && mute.count() > 0) {
                mutes.set(i, mute.plus(-1));
                return;
            }
        }
    }

    void pass(String goneId, String survivorId) {
        replace(goneId, mute -> mute.passedTo(survivorId));
    }

    void said(String alertId) {
        replace(alertId, Mute::said);
    }

    long countOf(String alertId) {
        long count = 0;
        for (Mute mute : mutes) {
            count += mute.alertId().equals(alertId) ? mute.count() : 0;
        }
        return count;
    }

    boolean unsaid(String alertId) {
        for (Mute mute : mutes) {
            if (mute.alertId().equals(alertId) && mute.count() != mute.saidCount()) {
                return true;
            }
        }
        return false;
    }

    /** The end of the last span of an alert, or {@code atLeastMs} if that is later. */
    long endMs(String alertId, long atLeastMs) {
        long end = atLeastMs;
        for (Mute mute : mutes) {
            end = mute.alertId().equals(alertId) ? Math.max(end, mute.untilMs()) : end;
        }
        return end;
    }

    /** The end of the last span, or {@code atLeastMs} if that is later. */
    long endMs(long atLeastMs) {
        long end = atLeastMs;
        for (Mute mute : mutes) {
            end = Math.max(end, mute.untilMs());
        }
        return end;
    }

    /**
     * Drops those that are past.
     *
     * @param isHeld whether more may be said of an alert, and with it how many it suppressed
     */
    void dropBefore(long horizonMs, Predicate<String> isHeld) {
        mutes.removeIf(mute -> mute.untilMs() < horizonMs && !isHeld.test(mute.alertId()));
    }

    private void replace(String alertId, UnaryOperator<Mute> change) {
        mutes.replaceAll(mute -> mute.alertId().equals(alertId) ? change.apply(mute) : mute);
    }
}
