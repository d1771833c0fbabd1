package dev.tocsin.desk.audit;

import com.mongodb.MongoException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Looks at what is hidden from the caller, until they are written. The request does not wait for
 * that: the time of its answer would tell that something is there. They have a budget apart from
 * other refusals, so that nobody uses that up first. Thread-safe.
 */
final class HiddenLooks {
    /** The most that wait while the store is away. */
    static final int MAX_WAITING = 1_000;

    private final RefusalBudget budget = new RefusalBudget();
    private final Deque<AuditEvent> waiting = new ArrayDeque<>();

    /** Takes a look, unless its caller looked at the same too often; then it is counted. */
    synchronized boolean add(AuditEvent look) {
        if (waiting.size() >= MAX_WAITING) {
            budget.putBack(1);
            return false;
        }
        if (!budget.take(look.by() + " " + look.subject(), true, look.atMs())) {
            return false;
        }
        waiting.add(look);
        return true;
    }

    /** Writes what waits; what cannot be written waits on. */
    void write(Consumer<List<AuditEvent>> to) {
        List<AuditEvent> taken = takeAll();
        try {
            to.accept(taken);
        } catch (MongoException e) {
            putBack(taken);
            throw e;
        }
    }

    /** What was left out. */
    RefusalBudget budget() {
        return budget;
    }

    private synchronized List<AuditEvent> takeAll() {
        List<AuditEvent> taken = new ArrayList<>(waiting);
        waiting.clear();
        return taken;
    }

    private synchronized void putBack(List<AuditEvent> taken) {
        taken.reversed().forEach(waiting::addFirst);
    }
}
