package dev.tocsin.embedded.document;

import java.util.concurrent.atomic.AtomicLong;

/** One commit for all the writes that were done when it began. Thread-safe. */
final class GroupCommit {
    private final Runnable commit;
    private final AtomicLong written = new AtomicLong();
    private final Object lock = new Object();
    private long committed;

    GroupCommit(Runnable commit) {
        this.commit = commit;
    }

    /** Returns when the writes that the caller has done are committed. */
    void await() {
        long mine = written.incrementAndGet();
        synchronized (lock) {
            if (committed >= mine) {
                return;
            }
            long upTo = written.get();
            commit.run();
            committed = upTo;
        }
    }
}
