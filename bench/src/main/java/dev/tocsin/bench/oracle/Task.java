package dev.tocsin.bench.oracle;

/**
 * One task under exactly-once: what it did since its last commit happens together with the commit,
 * or, after a crash, not at all.
 */
interface Task {
    /** When the oldest input came that is not committed; {@link Long#MAX_VALUE} for none. */
    long uncommittedSinceMs();

    /** When the next input came that can be processed; {@link Long#MAX_VALUE} for none. */
    long nextDueMs();

    /** Processes the next input. */
    void process();

    /** The clock of the wall goes on. */
    void wallReaches(long wallMs);

    void commit();

    /** Dies, and starts again from the last commit. */
    void crash();
}
