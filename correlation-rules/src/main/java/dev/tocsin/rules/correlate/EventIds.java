package dev.tocsin.rules.correlate;

import dev.tocsin.event.EventRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Ids of events that were counted, as hashes of eight bytes: which of further ones are new. What is
 * beyond {@value #MOST} is not remembered, and may be counted twice. Immutable.
 */
final class EventIds {
    /** How many are remembered. */
    static final int MOST = 10_000;

    static final EventIds NONE = new EventIds(new long[0]);

    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final long[] sorted;

    private EventIds(long[] sorted) {
        this.sorted = sorted;
    }

    /**
     * Those that were known once.
     *
     * @param hashes as {@link #hashes} gave them
     */
    static EventIds of(long[] hashes) {
        return hashes.length == 0 ? NONE : new EventIds(hashes);
    }

    /** All of them, in order. */
    long[] hashes() {
        return sorted.clone();
    }

    /** Whether no further one is remembered. */
    boolean isFull() {
        return sorted.length >= MOST;
    }

    int size() {
        return sorted.length;
    }

    /** Those events that are not among them. */
    List<EventRef> unseen(List<EventRef> events) {
        List<EventRef> unseen = new ArrayList<>(events.size());
        for (EventRef event : events) {
            if (Arrays.binarySearch(sorted, hash(event.id())) < 0) {
                unseen.add(event);
            }
        }
        return unseen;
    }

    /**
     * With further ones, as far as they can be remembered.
     *
     * @param events none of which is among them
     */
    EventIds plus(List<EventRef> events) {
        int more = Math.min(events.size(), MOST - sorted.length);
        if (more == 0) {
            return this;
        }
        long[] all = Arrays.copyOf(sorted, sorted.length + more);
        for (int i = 0; i < more; i++) {
            all[sorted.length + i] = hash(events.get(i).id());
        }
        Arrays.sort(all);
        return new EventIds(all);
    }

    /** FNV-1a of the characters, with its bits well mixed. */
    private static long hash(String id) {
        long hash = FNV_BASIS;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * FNV_PRIME;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        return hash ^ (hash >>> 33);
    }
}
