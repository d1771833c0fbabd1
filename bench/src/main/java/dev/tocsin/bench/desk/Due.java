package dev.tocsin.bench.desk;

import java.util.concurrent.atomic.AtomicLongArray;

/** When each of the alerts of a run was due. Thread-safe. */
final class Due {
    private final int first;
    private final AtomicLongArray at;

    /**
     * @param first number of the first alert
     * @param count how many there are
     */
    Due(int first, int count) {
        this.first = first;
        this.at = new AtomicLongArray(count);
    }

    int first() {
        return first;
    }

    int count() {
        return at.length();
    }

    void set(int index, long nanos) {
        at.set(index, nanos);
    }

    long at(int index) {
        return at.get(index);
    }
}
