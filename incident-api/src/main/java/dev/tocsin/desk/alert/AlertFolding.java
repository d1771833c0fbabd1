package dev.tocsin.desk.alert;

import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.OutboxSignals;
import dev.tocsin.desk.change.OutboxWrites;
import dev.tocsin.desk.store.DeskStore;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Folds alerts of one fingerprint into the first of them, as long as that is open and the evidence
 * lies within a window. Every step is one conditional write on one document, and each can be
 * repeated: an alert that comes again, on whichever replica, is decided and counted once.
 *
 * <p>An alert is stored undecided. Then the head of its fingerprint says whom it follows; that is
 * written to the alert ({@code folding}), then counted on the leader together with its id ({@code
 * entering}), then written to the alert ({@code folded}), and the id leaves the leader. Who counts
 * has read the leader before the alert: an alert that is still {@code folding} then has not been
 * counted by anybody whose write the leader's version would not show.
 */
public final class AlertFolding {
    /** Who folds, in the history. */
    public static final String AUTHOR = "tocsin";

    /** How many ids of folded alerts a leader names. */
    static final int LATEST = 20;

    private static final int MAX_ROUNDS = 20;

    private final FoldMarks marks;
    private final FoldDecision decision;
    private final FoldCount count;
    private final Duration window;

    /**
     * @param window how far the evidence of alerts that fold may be apart; zero to fold nothing
     * @param author who folds, in the history
     */
    public AlertFolding(DeskStore store, OutboxSignals outbox, Duration window, Author author) {
        this.marks = new FoldMarks(store.alerts());
        this.decision = new FoldDecision(marks, new FoldHeads(store), window);
        this.count = new FoldCount(marks, new OutboxWrites(store.alerts(), outbox), author);
        this.window = window;
    }

    /** How far the evidence of alerts that fold may be apart. */
    Duration window() {
        return window;
    }

    /** Whether something is to be done for an alert. */
    static boolean isUnsettled(StoredAlert alert) {
        return alert.fold().phase() == Fold.Phase.UNDECIDED
                || alert.fold().phase() == Fold.Phase.FOLDING;
    }

    /**
     * Decides and counts alerts, in their order, and tells leaders of later evidence. What others
     * contend for too long stays as it is, listed by itself, until it comes again.
     *
     * @return ids of all alerts that may have changed
     */
    Set<String> settle(Collection<StoredAlert> arrivals) {
        Set<String> touched = new HashSet<>(count.seen(arrivals));
        List<StoredAlert> left = arrivals.stream().filter(AlertFolding::isUnsettled).toList();
        for (int i = 0; i < MAX_ROUNDS && !left.isEmpty(); i++) {
            decision.decide(of(left, Fold.Phase.UNDECIDED));
            touched.addAll(count.count(of(left, Fold.Phase.FOLDING)));
            List<String> ids = left.stream().map(StoredAlert::id).toList();
            touched.addAll(ids);
            Map<String, StoredAlert> now = marks.read(ids);
            left =
                    ids.stream()
                            .filter(now::containsKey)
                            .map(now::get)
                            .filter(AlertFolding::isUnsettled)
                            .toList();
        }
        return touched;
    }

    private static List<StoredAlert> of(List<StoredAlert> alerts, Fold.Phase phase) {
        return alerts.stream().filter(alert -> alert.fold().phase() == phase).toList();
    }
}
