package dev.tocsin.connect;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Documents that are not settled yet, in count and bytes: those that wait for a request, and those
 * on their way. One thread adds, several take. Thread-safe.
 */
final class DocumentBuffer {
    private final Limits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private final Condition settled = lock.newCondition();
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private long queuedBytes;
    private long unsettled;
    private long unsettledBytes;
    private int flushes;

    private record Waiting(Document document, long sinceNs) {}

    /**
     * @param batchRecords most documents of a batch
     * @param batchBytes bytes from which a batch is full
     * @param maxRecords unsettled documents from which the buffer is full
     * @param maxBytes unsettled bytes from which the buffer is full
     * @param linger how long a document waits for a batch to fill
     */
    record Limits(
            int batchRecords, long batchBytes, long maxRecords, long maxBytes, Duration linger) {}

    DocumentBuffer(Limits limits) {
        this.limits = limits;
    }

    /** Adds one document, whether the buffer is full or not: ask {@link #hasRoom}. */
    void add(Document document) {
        lock.lock();
        try {
            queue.addLast(new Waiting(document, System.nanoTime()));
            queuedBytes += document.bytes();
            unsettled++;
            unsettledBytes += document.bytes();
            added.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Whether there are fewer unsettled documents and bytes than the limits. */
    boolean hasRoom() {
        lock.lock();
        try {
            return unsettled < limits.maxRecords() && unsettledBytes < limits.maxBytes();
        } finally {
            lock.unlock();
        }
    }

    /** Lets nothing linger, and waits until all is settled, at most as long as given. */
    boolean awaitSettled(Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        flushes++;
        added.signalAll();
        try {
            long left = timeout.toNanos();
            while (unsettled > 0 && left > 0) {
                left = settled.awaitNanos(left);
            }
            return unsettled == 0;
        } finally {
            flushes--;
            lock.unlock();
        }
    }

    /** The next batch, as soon as it is full or its first document has waited long enough. */
    List<Document> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!isDue()) {
                if (queue.isEmpty()) {
                    added.await();
                } else {
                    added.awaitNanos(lingerLeft());
                }
            }
            return batch();
        } finally {
            lock.unlock();
        }
    }

    /** A document that was taken is indexed or rejected, and no longer held. */
    void settle(Document document) {
        lock.lock();
        try {
            unsettled--;
            unsettledBytes -= document.bytes();
            settled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many documents are not settled. */
    long size() {
        lock.lock();
        try {
            return unsettled;
        } finally {
            lock.unlock();
        }
    }

    private boolean isDue() {
        return !queue.isEmpty()
                && (queue.size() >= limits.batchRecords()
                        || queuedBytes >= limits.batchBytes()
                        || flushes > 0
                        || lingerLeft() <= 0);
    }

    private long lingerLeft() {
        return limits.linger().toNanos() - (System.nanoTime() - queue.getFirst().sinceNs());
    }

    private List<Document> batch() {
        List<Document> batch = new ArrayList<>();
        long bytes = 0;
        while (!queue.isEmpty()
                && batch.size() < limits.batchRecords()
                && bytes < limits.batchBytes()) {
            Document document = queue.removeFirst().document();
            batch.add(document);
            bytes += document.bytes();
        }
        queuedBytes -= bytes;
        if (!queue.isEmpty()) {
            added.signal();
        }
        return batch;
    }
}
