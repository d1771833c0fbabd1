package dev.tocsin.bridge;

import java.util.concurrent.Semaphore;

/**
 * Bounds the memory of events between arrival and Kafka's acknowledgement. Thread-safe. Taken bytes
 * are given back by whoever took them.
 */
public final class ByteBudget {
    private final int limit;
    private final Semaphore free;

    public ByteBudget(int limit) {
        this.limit = limit;
        this.free = new Semaphore(limit, true);
    }

    /** Takes bytes if they are free now. */
    public boolean tryTake(int bytes) {
        return free.tryAcquire(bytes);
    }

    /**
     * Takes bytes, waiting until they are free.
     *
     * @param bytes at most the limit, or it would wait for ever
     */
    public void take(int bytes) throws InterruptedException {
        if (bytes > limit) {
            throw new IllegalArgumentException(
                    "Expected at most " + limit + " bytes, but found " + bytes);
        }
        free.acquire(bytes);
    }

    /** Gives bytes back. */
    public void give(int bytes) {
        free.release(bytes);
    }

    /** Bytes that are taken now. */
    public int taken() {
        return limit - free.availablePermits();
    }

    public int limit() {
        return limit;
    }
}
