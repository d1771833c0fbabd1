package dev.tocsin.topology.correlate;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The memory for live groups of one process, shared in equal parts by the tasks that have some. It
 * bounds what is kept as objects, not what is remembered: a group that has no place in memory lies
 * in the store. Thread-safe.
 */
public final class GroupMemory {
    private final long maxBytes;
    private final AtomicInteger users = new AtomicInteger();

    /**
     * @param maxBytes of all live groups together
     */
    public GroupMemory(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    void join() {
        users.incrementAndGet();
    }

    void leave() {
        users.decrementAndGet();
    }

    long shareBytes() {
        return maxBytes / Math.max(1, users.get());
    }
}
