package dev.tocsin.desk.alert;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.Change;
import dev.tocsin.desk.change.FieldChange;
import dev.tocsin.desk.change.Kind;
import dev.tocsin.desk.change.OutboxWrites;
import dev.tocsin.desk.http.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Counts alerts on the leader that they fold into. */
final class FoldCount {
    private final FoldMarks marks;
    private final OutboxWrites writes;
    private final Author author;

    FoldCount(FoldMarks marks, OutboxWrites writes, Author author) {
        this.marks = marks;
        this.writes = writes;
        this.author = author;
    }

    /** The ids of the leaders. */
    Set<String> count(List<StoredAlert> folding) {
        Map<String, List<StoredAlert>> byLeader = new LinkedHashMap<>();
        for (StoredAlert alert : folding) {
            byLeader.computeIfAbsent(String.valueOf(alert.fold().into()), _ -> new ArrayList<>())
                    .add(alert);
        }
        if (!byLeader.isEmpty()) {
            Map<String, StoredAlert> leaders = marks.read(byLeader.keySet());
            // Read after the leaders, see above.
            Map<String, StoredAlert> now =
                    marks.read(folding.stream().map(StoredAlert::id).toList());
            byLeader.forEach(
                    (id, all) -> {
                        List<StoredAlert> still =
                                all.stream()
                                        .map(alert -> now.getOrDefault(alert.id(), alert))
                                        .filter(alert -> id.equals(alert.fold().into()))
                                        .filter(AlertFolding::isUnsettled)
                                        .toList();
                        count(id, leaders.get(id), still);
                    });
        }
        return byLeader.keySet();
    }

    private void count(String id, @Nullable StoredAlert leader, List<StoredAlert> folding) {
        List<String> entering = leader == null ? List.of() : leader.fold().count().entering();
        List<StoredAlert> fresh =
                folding.stream().filter(alert -> !entering.contains(alert.id())).toList();
        List<String> counted =
                new ArrayList<>(
                        folding.stream().map(StoredAlert::id).filter(entering::contains).toList());
        if (leader == null || (!fresh.isEmpty() && !FoldMarks.takes(leader))) {
            marks.write(
                    fresh.stream()
                            .map(
                                    a ->
                                            FoldMarks.mark(
                                                    a,
                                                    Fold.Phase.FOLDING,
                                                    Fold.Phase.UNDECIDED,
                                                    null))
                            .toList());
        } else if (!fresh.isEmpty() && enter(leader, fresh)) {
            fresh.forEach(alert -> counted.add(alert.id()));
        }
        if (!counted.isEmpty()) {
            marks.alerts()
                    .updateMany(
                            Filters.and(
                                    Filters.in("_id", counted),
                                    Filters.eq(FoldMarks.PHASE, Texts.name(Fold.Phase.FOLDING)),
                                    Filters.eq(FoldMarks.OTHER, id)),
                            Updates.set(FoldMarks.PHASE, Texts.name(Fold.Phase.FOLDED)));
            marks.alerts()
                    .updateOne(
                            Filters.eq("_id", id),
                            Updates.pullAll(Fold.FIELD + ".entering", counted));
        }
    }

    /** Whether the leader counts them now; false when it has changed. */
    private boolean enter(StoredAlert leader, List<StoredAlert> fresh) {
        Fold.Count before = leader.fold().count();
        List<String> ids = fresh.stream().map(StoredAlert::id).toList();
        long alertsNow = before.alerts() + ids.size();
        Change change = told(leader, before.alerts(), alertsNow);
        List<String> open = FoldMarks.OPEN.stream().map(Texts::name).toList();
        return writes.update(
                leader.id(),
                Filters.and(
                        Filters.eq("fold.v", before.version()), Filters.in("triage.status", open)),
                Updates.combine(
                        Updates.set("fold.count", alertsNow),
                        Updates.set("fold.first", first(before, fresh)),
                        Updates.set("fold.last", last(before, fresh)),
                        Updates.set("fold.latest", latest(before, ids)),
                        Updates.inc("fold.v", 1L),
                        Updates.pushEach("fold.entering", ids),
                        Updates.max("updated_at", change.atMs())),
                change);
    }

    private Change told(StoredAlert leader, long from, long to) {
        return author.change(
                Kind.ALERT,
                leader.id(),
                "folded",
                leader.version(),
                List.of(FieldChange.of("fold.count", "" + from, "" + to)),
                null);
    }

    private static long first(Fold.Count before, List<StoredAlert> fresh) {
        return fresh.stream()
                .mapToLong(alert -> alert.fold().count().firstMs())
                .reduce(before.firstMs(), Math::min);
    }

    private static long last(Fold.Count before, List<StoredAlert> fresh) {
        return fresh.stream()
                .mapToLong(alert -> Math.max(alert.fold().count().lastMs(), alert.atMs()))
                .reduce(before.lastMs(), Math::max);
    }

    private static List<String> latest(Fold.Count before, List<String> ids) {
        List<String> all = new ArrayList<>(before.latest());
        all.addAll(ids);
        return all.subList(Math.max(0, all.size() - AlertFolding.LATEST), all.size());
    }

    /**
     * Tells leaders of later evidence of what is folded into them.
     *
     * @return ids of the leaders
     */
    Set<String> seen(Collection<StoredAlert> all) {
        Map<String, Long> lasts = new HashMap<>();
        for (StoredAlert alert : all) {
            String into = alert.fold().into();
            if (into != null && alert.atMs() > alert.fold().count().lastMs()) {
                lasts.merge(into, alert.atMs(), Math::max);
            }
        }
        List<UpdateOneModel<Document>> updates = new ArrayList<>();
        lasts.forEach(
                (leader, lastMs) ->
                        updates.add(
                                new UpdateOneModel<>(
                                        Filters.and(
                                                Filters.eq("_id", leader),
                                                Filters.lt("fold.last", lastMs)),
                                        Updates.combine(
                                                Updates.set("fold.last", lastMs),
                                                Updates.inc("fold.v", 1L),
                                                Updates.max(
                                                        "updated_at", author.clock().millis())))));
        marks.write(updates);
        return lasts.keySet();
    }
}
