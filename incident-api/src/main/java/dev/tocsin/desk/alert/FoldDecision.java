package dev.tocsin.desk.alert;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import dev.tocsin.desk.http.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Decides whom undecided alerts follow, and writes it to them. */
final class FoldDecision {
    private final FoldMarks marks;
    private final FoldHeads heads;
    private final Duration window;

    FoldDecision(FoldMarks marks, FoldHeads heads, Duration window) {
        this.marks = marks;
        this.heads = heads;
        this.window = window;
    }

    void decide(List<StoredAlert> undecided) {
        if (undecided.isEmpty()) {
            return;
        }
        Map<String, FoldHeads.Head> known = heads(undecided);
        Map<String, StoredAlert> leaders =
                marks.read(known.values().stream().map(FoldHeads.Head::leader).toList());
        List<UpdateOneModel<Document>> updates = new ArrayList<>();
        for (StoredAlert alert : undecided) {
            FoldHeads.Head head = known.get(alert.fold().fingerprint());
            if (head == null) {
                continue;
            }
            UpdateOneModel<Document> mark = decide(alert, head, leaders, known, updates);
            if (mark != null) {
                updates.add(mark);
            }
        }
        marks.write(updates);
    }

    /** The heads; the first alert of a fingerprint without one becomes it. */
    private Map<String, FoldHeads.Head> heads(List<StoredAlert> undecided) {
        Set<String> wanted = new LinkedHashSet<>();
        undecided.forEach(alert -> wanted.add(String.valueOf(alert.fold().fingerprint())));
        Map<String, FoldHeads.Head> known = heads.find(wanted);
        Map<String, FoldHeads.Head> claims = new LinkedHashMap<>();
        for (StoredAlert alert : undecided) {
            FoldHeads.Head head = FoldHeads.Head.of(alert);
            if (!known.containsKey(head.fingerprint())) {
                claims.putIfAbsent(head.fingerprint(), head);
            }
        }
        if (claims.isEmpty()) {
            return known;
        }
        if (!heads.claim(List.copyOf(claims.values()))) {
            return heads.find(wanted);
        }
        known.putAll(claims);
        return known;
    }

    /** What becomes of an alert; null when another writer was faster and it is asked again. */
    private @Nullable UpdateOneModel<Document> decide(
            StoredAlert alert,
            FoldHeads.Head head,
            Map<String, StoredAlert> leaders,
            Map<String, FoldHeads.Head> known,
            List<UpdateOneModel<Document>> earlier) {
        FoldHeads.Head own = FoldHeads.Head.of(alert);
        if (head.leader().equals(alert.id())) {
            return FoldMarks.mark(
                    alert, Fold.Phase.UNDECIDED, Fold.Phase.LEADER, before(alert, leaders));
        }
        StoredAlert leader = leaders.get(head.leader());
        boolean near = Math.abs(own.atMs() - head.atMs()) < window.toMillis();
        if (near && leader != null && FoldMarks.takes(leader)) {
            return FoldMarks.mark(alert, Fold.Phase.UNDECIDED, Fold.Phase.FOLDING, leader.id());
        }
        if (own.atMs() <= head.atMs() - window.toMillis()) {
            return FoldMarks.mark(alert, Fold.Phase.UNDECIDED, Fold.Phase.LEADER, null);
        }
        // What is decided by the old head is written before another replica can see the new one:
        // it would decide the same alerts by that.
        marks.write(earlier);
        earlier.clear();
        if (!remember(alert, head) || !heads.replace(head, own)) {
            return null;
        }
        known.put(own.fingerprint(), own);
        leaders.put(alert.id(), alert);
        return FoldMarks.mark(alert, Fold.Phase.UNDECIDED, Fold.Phase.LEADER, head.leader());
    }

    /** The leader before this one is written first: a crash must not lose it. */
    private boolean remember(StoredAlert alert, FoldHeads.Head head) {
        return marks.alerts()
                        .updateOne(
                                Filters.and(
                                        Filters.eq("_id", alert.id()),
                                        Filters.eq(
                                                FoldMarks.PHASE, Texts.name(Fold.Phase.UNDECIDED))),
                                Updates.set(FoldMarks.OTHER, head.leader()))
                        .getMatchedCount()
                == 1;
    }

    private static @Nullable String before(StoredAlert alert, Map<String, StoredAlert> leaders) {
        StoredAlert now = leaders.getOrDefault(alert.id(), alert);
        return now.fold().other();
    }
}
