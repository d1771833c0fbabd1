package dev.tocsin.bench.oracle;

/** What became of the records that a task wrote between two commits. */
final class Transaction {
    /** Where it stands. */
    enum State {
        OPEN,
        COMMITTED,
        ABORTED
    }

    private State state = State.OPEN;

    State state() {
        return state;
    }

    void commit() {
        state = State.COMMITTED;
    }

    void abort() {
        state = State.ABORTED;
    }
}
