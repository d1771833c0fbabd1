package dev.tocsin.desk.alert;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import dev.tocsin.alert.AlertJson;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.Change;
import dev.tocsin.desk.change.Kind;
import dev.tocsin.desk.change.Outbox;
import dev.tocsin.desk.change.OutboxSignals;
import dev.tocsin.desk.change.OutboxWrites;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.note.Subjects;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.event.EventRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Gatherers;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Alerts: the newest revision of the topology's document beside the triage of people. The two are
 * separate members, so that neither overwrites the other. Thread-safe.
 */
public final class AlertStore implements Subjects {
    private static final int DUPLICATE_KEY = 11000;

    /** How many documents are read at once when all are. */
    private static final int CHUNK = 500;

    private final MongoCollection<Document> alerts;
    private final OutboxWrites writes;
    private final AlertIndex index;
    private final FirstTriage first;
    private final AlertFolding folding;

    /**
     * @param index told of every alert that is read or written
     * @param first the triage of alerts that have just come
     * @param folding what is done with alerts that are like others
     */
    public AlertStore(
            DeskStore store,
            OutboxSignals outbox,
            AlertIndex index,
            FirstTriage first,
            AlertFolding folding) {
        this.alerts = store.alerts();
        this.index = index;
        this.writes = new OutboxWrites(alerts, outbox);
        this.first = first;
        this.folding = folding;
    }

    /**
     * What became of revisions.
     *
     * @param changed how many alerts were new or got a newer revision
     * @param alerts all of them as they are then, by id
     */
    public record Taken(int changed, Map<String, StoredAlert> alerts) {}

    /** Takes revisions in. Of one alert the newest stays; an older one changes nothing. */
    public Taken put(Collection<AlertRevision> revisions) {
        Map<String, AlertRevision> newest = new LinkedHashMap<>();
        for (AlertRevision revision : revisions) {
            newest.merge(
                    revision.id(),
                    revision,
                    (a, b) -> a.alert().revision() >= b.alert().revision() ? a : b);
        }
        if (newest.isEmpty()) {
            return new Taken(0, Map.of());
        }
        int changed = write(List.copyOf(newest.values()));
        return new Taken(changed, settled(findAll(newest.keySet())));
    }

    /** Alerts after what is still to be done for them was done: folding, if they are to be. */
    public Map<String, StoredAlert> settled(Map<String, StoredAlert> read) {
        Set<String> touched = folding.settle(read.values());
        if (touched.isEmpty()) {
            return read;
        }
        Map<String, StoredAlert> now = findAll(touched);
        read.replaceAll((id, alert) -> now.getOrDefault(id, alert));
        return read;
    }

    private int write(List<AlertRevision> all) {
        try {
            return changed(write(all, true));
        } catch (MongoBulkWriteException e) {
            // An insert met an alert that is there: as new or newer, or put there just now.
            return changed(e.getWriteResult()) + changed(write(collisions(e, all), false));
        }
    }

    /** An alert, or null. */
    public @Nullable StoredAlert find(String id) {
        return findAll(List.of(id)).get(id);
    }

    /**
     * An alert that must be there.
     *
     * @throws ProblemException 404
     */
    public StoredAlert require(String id) {
        StoredAlert alert = find(id);
        if (alert == null) {
            throw ProblemException.notFound("an alert with the id " + id);
        }
        return alert;
    }

    /**
     * The ids of the events behind an alert.
     *
     * @throws ProblemException 404 when there is no such alert
     */
    public List<String> evidence(String id) {
        return AlertJson.read(require(id).toJson()).evidence().stream().map(EventRef::id).toList();
    }

    @Override
    public long version(String id) {
        return require(id).version();
    }

    @Override
    public void touch(String id, long atMs) {
        alerts.updateOne(Filters.eq("_id", id), Updates.max("updated_at", atMs));
        find(id);
    }

    /** Alerts by id, in the order of the ids; those that are not there are left out. */
    public Map<String, StoredAlert> findAll(Collection<String> ids) {
        if (ids.isEmpty()) {
            return new LinkedHashMap<>();
        }
        Map<String, StoredAlert> found = new HashMap<>();
        for (Document document : alerts.find(Filters.in("_id", ids)).projection(visible())) {
            StoredAlert alert = StoredAlert.from(document);
            found.put(alert.id(), alert);
            index.accept(alert);
        }
        Map<String, StoredAlert> ordered = new LinkedHashMap<>();
        for (String id : ids) {
            StoredAlert alert = found.get(id);
            if (alert != null) {
                ordered.put(id, alert);
            }
        }
        return ordered;
    }

    /**
     * Tells the index of the alerts that changed since a time, in milliseconds. At the start that
     * is all of them: their documents are read a few at a time.
     */
    void index(long sinceMs) {
        Bson wanted =
                sinceMs == Long.MIN_VALUE ? Filters.empty() : Filters.gte("updated_at", sinceMs);
        List<String> ids = new ArrayList<>();
        for (Document document : alerts.find(wanted).projection(Projections.include("_id"))) {
            ids.add(document.getString("_id"));
        }
        ids.stream().gather(Gatherers.windowFixed(CHUNK)).forEach(this::findAll);
    }

    /**
     * Changes the triage, unless the alert has changed since it was read.
     *
     * @return the alert as it is now; null when it had changed
     */
    public @Nullable StoredAlert triage(
            StoredAlert read, Triage to, @Nullable String comment, Author author) {
        return change(read, "changed", to, comment, author);
    }

    /**
     * The same.
     *
     * @param action what the history calls it
     */
    @Nullable StoredAlert change(
            StoredAlert read, String action, Triage to, @Nullable String comment, Author author) {
        Change change =
                author.change(
                        Kind.ALERT,
                        read.id(),
                        action,
                        read.version() + 1,
                        read.triage().changesTo(to),
                        comment);
        Document after =
                writes.updated(
                        read.id(),
                        Filters.and(
                                Filters.eq("edits", read.edits()),
                                Filters.eq("revision", read.revision())),
                        Updates.combine(
                                Updates.set("triage", to.toDocument()),
                                Steps.taken(to, change.atMs()),
                                Updates.inc("edits", 1L),
                                Updates.max("updated_at", change.atMs())),
                        change);
        if (after == null) {
            return null;
        }
        StoredAlert now = StoredAlert.from(after);
        index.accept(now);
        return now;
    }

    private BulkWriteResult write(List<AlertRevision> revisions, boolean insert) {
        if (revisions.isEmpty()) {
            return BulkWriteResult.acknowledged(0, 0, 0, 0, List.of(), List.of());
        }
        Map<String, Triage> triages = insert ? first.of(revisions) : Map.of();
        List<UpdateOneModel<Document>> updates = new ArrayList<>();
        for (AlertRevision revision : revisions) {
            Triage triage = triages.getOrDefault(revision.id(), Triage.UNTOUCHED);
            updates.add(update(revision, triage, insert));
        }
        return alerts.bulkWrite(updates, new BulkWriteOptions().ordered(false));
    }

    private UpdateOneModel<Document> update(AlertRevision revision, Triage triage, boolean insert) {
        Fold fold = Fold.arriving(revision.alert(), triage, folding.window());
        long number = revision.alert().revision();
        return new UpdateOneModel<>(
                Filters.and(Filters.eq("_id", revision.id()), Filters.lt("revision", number)),
                Updates.combine(
                        Updates.set("revision", number),
                        Updates.set("body", revision.body()),
                        Updates.set("at", revision.alert().lastMs()),
                        Updates.set("level", revision.alert().rule().level().text()),
                        Updates.set("state", revision.alert().state().text()),
                        Updates.set("rule", revision.alert().rule().id()),
                        Updates.max("updated_at", revision.receivedAtMs()),
                        Steps.received(revision.receivedAtMs()),
                        Updates.setOnInsert("edits", 0L),
                        Updates.setOnInsert("triage", triage.toDocument()),
                        Updates.setOnInsert(Fold.FIELD, fold.toDocument())),
                new UpdateOptions().upsert(insert));
    }

    private static List<AlertRevision> collisions(
            MongoBulkWriteException e, List<AlertRevision> sent) {
        List<AlertRevision> collisions = new ArrayList<>();
        for (BulkWriteError error : e.getWriteErrors()) {
            if (error.getCode() != DUPLICATE_KEY) {
                throw e;
            }
            collisions.add(sent.get(error.getIndex()));
        }
        return collisions;
    }

    private static int changed(BulkWriteResult result) {
        return result.getUpserts().size() + result.getModifiedCount();
    }

    private static Bson visible() {
        return Projections.exclude(Outbox.FIELD);
    }
}
