package dev.tocsin.bench.ingest;

import java.util.BitSet;

/** Which numbers were sent, and which acknowledged. Thread-safe. */
final class Ledger {
    private final BitSet acknowledged = new BitSet();
    private long next;

    /** Gives out the next numbers; they count as sent. */
    synchronized long take(int count) {
        long from = next;
        next += count;
        return from;
    }

    /** Of the numbers from one on, these are. */
    synchronized void acknowledged(long from, BitSet which) {
        which.stream().forEach(i -> acknowledged.set((int) from + i));
    }

    synchronized long sent() {
        return next;
    }

    synchronized long acknowledged() {
        return acknowledged.cardinality();
    }

    /** How many acknowledged numbers are not among these. */
    synchronized long lost(BitSet found) {
        BitSet lost = (BitSet) acknowledged.clone();
        lost.andNot(found);
        return lost.cardinality();
    }
}
