package dev.tocsin.desk.incident;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.tocsin.desk.alert.StoredAlert;
import dev.tocsin.desk.auth.Principal;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.Change;
import dev.tocsin.desk.change.FieldChange;
import dev.tocsin.desk.change.Kind;
import dev.tocsin.desk.change.Outbox;
import dev.tocsin.desk.change.OutboxSignals;
import dev.tocsin.desk.change.OutboxWrites;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.note.Subjects;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.desk.store.Insertion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Incidents. Each change is one atomic write that also puts its history entry into the outbox. */
public final class IncidentStore implements Subjects {
    private static final String IDEMPOTENCY = "idempotency";

    private final MongoCollection<Document> incidents;
    private final OutboxSignals outbox;
    private final OutboxWrites writes;

    public IncidentStore(DeskStore store, OutboxSignals outbox) {
        this.incidents = store.incidents();
        this.outbox = outbox;
        this.writes = new OutboxWrites(incidents, outbox);
    }

    /**
     * Puts a new incident into the store.
     *
     * @param idempotency who asked with which Idempotency-Key; null for none
     * @return false when an incident with that Idempotency-Key is there already
     */
    boolean insert(Incident incident, @Nullable Idempotency idempotency, Change change) {
        if (idempotency == null) {
            writes.insert(incident.toDocument(), change);
            return true;
        }
        return writes.insertOnce(
                incident.toDocument()
                        .append(IDEMPOTENCY, idempotency.key())
                        .append("request", idempotency.request()),
                change);
    }

    /**
     * Puts new incidents into the store with one write, but for those that are there.
     *
     * @param changes what is told of each
     */
    void insertAbsent(List<Incident> all, List<Change> changes) {
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            documents.add(all.get(i).toDocument().append(Outbox.FIELD, Outbox.of(changes.get(i))));
        }
        Set<String> there = Insertion.ifAbsent(incidents, documents);
        for (Incident incident : all) {
            if (!there.contains(incident.id())) {
                outbox.wake(incidents, incident.id());
            }
        }
    }

    /** An incident, or null. */
    public @Nullable Incident find(String id) {
        Document found = incidents.find(Filters.eq("_id", id)).projection(visible()).first();
        return found == null ? null : Incident.from(found);
    }

    /** Incidents by id; those that are not there are left out. */
    public Map<String, Incident> findAll(Iterable<String> ids) {
        Map<String, Incident> found = new HashMap<>();
        for (Document document : incidents.find(Filters.in("_id", ids)).projection(visible())) {
            Incident incident = Incident.from(document);
            found.put(incident.id(), incident);
        }
        return found;
    }

    /**
     * Who may see some incidents, by id; null for everyone. Those that are not there are left out.
     */
    public Map<String, @Nullable Restriction> restrictions(Iterable<String> ids) {
        Map<String, @Nullable Restriction> found = new HashMap<>();
        for (Document document :
                incidents
                        .find(Filters.in("_id", ids))
                        .projection(Projections.include(Restriction.FIELD))) {
            found.put(document.getString("_id"), Restriction.of(document));
        }
        return found;
    }

    /** An incident as a message may name it to anyone. */
    String named(String incident) {
        return restrictions(List.of(incident)).get(incident) == null
                ? incident
                : "a restricted one";
    }

    /** The ids of all incidents that a caller may not see. */
    Set<String> hiddenFrom(Principal caller) {
        Set<String> hidden = new HashSet<>();
        for (Document document :
                incidents
                        .find(
                                Filters.and(
                                        Filters.ne(Restriction.FIELD, null),
                                        Filters.nor(Restriction.visibleTo(caller))))
                        .projection(Projections.include("_id"))) {
            hidden.add(document.getString("_id"));
        }
        return hidden;
    }

    /** What an earlier request with that Idempotency-Key made; null when there was none. */
    @Nullable Earlier earlier(String idempotencyKey) {
        Document found = incidents.find(Filters.eq(IDEMPOTENCY, idempotencyKey)).first();
        return found == null ? null : new Earlier(Incident.from(found), found.getString("request"));
    }

    /** What an earlier request made, and the digest of that request. */
    record Earlier(Incident incident, String request) {}

    /** The newest incidents among those that a filter wants. */
    List<Incident> newest(Bson filter, int most) {
        List<Incident> found = new ArrayList<>();
        for (Document document :
                incidents
                        .find(filter)
                        .projection(visible())
                        .sort(Sorts.descending("created_at", "_id"))
                        .limit(most)) {
            found.add(Incident.from(document));
        }
        return found;
    }

    /** Looks at all incidents that a filter wants, in any order. */
    void each(Bson filter, Consumer<Incident> look) {
        for (Document document : incidents.find(filter).projection(visible())) {
            look.accept(Incident.from(document));
        }
    }

    /** Gives incidents of older versions the members that filters look for. */
    public void complete() {
        incidents.updateMany(
                Filters.exists("phase", false),
                Updates.combine(
                        Updates.set("kind", Texts.name(IncidentKind.INCIDENT)),
                        Updates.set("phase", Texts.name(Phase.IDENTIFICATION)),
                        Updates.set("tlp", Texts.name(Tlp.AMBER)),
                        Updates.set("pap", Texts.name(Pap.AMBER))));
    }

    /**
     * Changes what people write, unless the incident has changed since it was read.
     *
     * @param action what the history calls it
     * @return the incident as this change made it; null when it had changed
     */
    @Nullable Incident change(
            Incident read,
            String action,
            IncidentContent to,
            @Nullable String comment,
            Author author) {
        Change change = change(read, action, read.content().changesTo(to), comment, author);
        return update(read.after(change, to, read.alerts()), to.toUpdate(), change);
    }

    /**
     * Notes that a template was applied, unless the incident has changed since it was read.
     *
     * @param change that says so
     * @return the incident as this change made it; null when it had changed
     */
    @Nullable Incident applied(Incident read, String template, IncidentContent to, Change change) {
        Incident after = read.after(change, to, template);
        Bson update = Updates.combine(to.toUpdate(), Updates.set("templates", after.templates()));
        return update(after, update, change);
    }

    /**
     * Adds alerts, unless the incident has changed since it was read.
     *
     * @return the incident as this change made it; null when it had changed
     */
    @Nullable Incident addAlerts(Incident read, List<StoredAlert> more, Author author) {
        List<String> alerts = new ArrayList<>(read.alerts());
        more.forEach(alert -> alerts.add(alert.id()));
        Bson update = Updates.set("alerts", alerts);
        Change change = change(read, "linked", alerts(read, alerts), null, author);
        return update(read.after(change, read.content(), alerts), update, change);
    }

    /**
     * Takes an alert out, unless the incident has changed since it was read.
     *
     * @return the incident as it is now; null when it had changed
     */
    @Nullable Incident removeAlert(Incident read, String alert, Author author) {
        List<String> alerts = new ArrayList<>(read.alerts());
        alerts.remove(alert);
        Bson update = Updates.set("alerts", alerts);
        Change change = change(read, "unlinked", alerts(read, alerts), null, author);
        return update(read.after(change, read.content(), alerts), update, change);
    }

    private static List<FieldChange> alerts(Incident read, List<String> after) {
        return List.of(FieldChange.of("alerts", read.alerts(), after));
    }

    /**
     * Hands over the incidents that were opened in a time and that the caller may see.
     *
     * @param toMs excluded
     * @param most how many, the newest
     * @return how many there were
     */
    public int forEachOpened(
            long fromMs, long toMs, int most, Principal caller, Consumer<Incident> each) {
        int count = 0;
        for (Document document :
                incidents
                        .find(
                                Filters.and(
                                        Filters.gte("created_at", fromMs),
                                        Filters.lt("created_at", toMs),
                                        Restriction.visibleTo(caller)))
                        .projection(visible())
                        .sort(Sorts.descending("created_at", "_id"))
                        .limit(most)) {
            each.accept(Incident.from(document));
            count++;
        }
        return count;
    }

    /**
     * An incident that must be there.
     *
     * @throws ProblemException 404
     */
    Incident require(String id) {
        Incident incident = find(id);
        if (incident == null) {
            throw ProblemException.notFound("an incident with the id " + id);
        }
        return incident;
    }

    @Override
    public long version(String id) {
        return require(id).version();
    }

    @Override
    public void touch(String id, long atMs) {
        incidents.updateOne(Filters.eq("_id", id), Updates.max("updated_at", atMs));
    }

    /**
     * Writes a change, unless another one was first. What is answered is not read back: the store
     * may already have a later change by then.
     */
    private @Nullable Incident update(Incident after, Bson update, Change change) {
        boolean written =
                writes.update(
                        after.id(),
                        Filters.eq("version", after.version() - 1),
                        Updates.combine(
                                update,
                                Updates.inc("version", 1L),
                                Updates.max("updated_at", change.atMs()),
                                Updates.set("updated_by", change.by())),
                        change);
        return written ? after : null;
    }

    private static Change change(
            Incident read,
            String action,
            List<FieldChange> fields,
            @Nullable String comment,
            Author author) {
        return author.change(Kind.INCIDENT, read.id(), action, read.version() + 1, fields, comment);
    }

    private static Bson visible() {
        return Projections.exclude(Outbox.FIELD);
    }
}
