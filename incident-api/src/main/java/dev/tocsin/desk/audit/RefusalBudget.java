package dev.tocsin.desk.audit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How many refusals get an entry of their own: anyone can cause one, and none may fill the disc.
 * Callers who are known have a budget apart from strangers, so that a flood of strangers hides
 * nobody. Thread-safe.
 */
final class RefusalBudget {
    /** The time for which refusals are counted. */
    static final Duration WINDOW = Duration.ofMinutes(1);

    /** The most of one caller, or one address, in a window. */
    static final int MAX_OF_ONE = 5;

    /** The most of everyone whom nobody knows, in a window. */
    static final int MAX_STRANGERS = 20;

    /** The most of everyone who is known, in a window. */
    static final int MAX_KNOWN = 60;

    private final Map<String, Integer> taken = new HashMap<>();
    private long windowStartMs;
    private int strangers;
    private int known;
    private long leftOut;

    /** Whether a refusal gets an entry; else it is counted. */
    synchronized boolean take(String caller, boolean isKnown, long nowMs) {
        if (hasEnded(nowMs)) {
            windowStartMs = nowMs;
            strangers = 0;
            known = 0;
            taken.clear();
        }
        boolean free = isKnown ? known < MAX_KNOWN : strangers < MAX_STRANGERS;
        if (!free || taken.getOrDefault(caller, 0) >= MAX_OF_ONE) {
            leftOut++;
            return false;
        }
        taken.merge(caller, 1, Integer::sum);
        known += isKnown ? 1 : 0;
        strangers += isKnown ? 0 : 1;
        return true;
    }

    /** How many were left out since this was asked last, once their window has ended; else 0. */
    synchronized long leftOut(long nowMs) {
        return hasEnded(nowMs) ? allLeftOut() : 0;
    }

    /** How many were left out since this was asked last. */
    synchronized long allLeftOut() {
        long count = leftOut;
        leftOut = 0;
        return count;
    }

    /** Puts back what could not be told. */
    synchronized void putBack(long count) {
        leftOut += count;
    }

    private boolean hasEnded(long nowMs) {
        return nowMs - windowStartMs >= WINDOW.toMillis();
    }
}
