package dev.tocsin.desk.incident.sla;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import dev.tocsin.desk.change.Change;
import dev.tocsin.desk.change.Outbox;
import dev.tocsin.desk.change.OutboxSignals;
import dev.tocsin.desk.change.OutboxWrites;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.incident.Incident;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.desk.store.Docs;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.bson.Document;

/** The targets, and in each incident which of them it missed. */
public final class SlaStore {
    /** The id of the targets, and their subject in the history. */
    static final String ID = "sla";

    private static final String TARGETS = "targets";
    private static final String BREACHED = "sla_breached";
    private static final String SETTLED = "sla_settled";

    private final MongoCollection<Document> settings;
    private final MongoCollection<Document> incidents;
    private final OutboxWrites settingWrites;
    private final OutboxWrites incidentWrites;

    public SlaStore(DeskStore store, OutboxSignals outbox) {
        this.settings = store.settings();
        this.incidents = store.incidents();
        this.settingWrites = new OutboxWrites(settings, outbox);
        this.incidentWrites = new OutboxWrites(incidents, outbox);
    }

    /** The targets now. */
    SlaTargets targets() {
        Document found = settings.find(Filters.eq("_id", ID)).first();
        return found == null
                ? SlaTargets.NONE
                : SlaTargets.from(
                        Docs.number(found, "version"),
                        Objects.requireNonNull(found.get(TARGETS, Document.class)));
    }

    /**
     * Whether the targets were put in the place of those that were read; false when others were.
     */
    boolean put(SlaTargets read, SlaTargets to, Change change) {
        if (read.version() == 0) {
            return settingWrites.insertOnce(
                    new Document("_id", ID).append("version", 1L).append(TARGETS, to.toDocument()),
                    change);
        }
        return settingWrites.update(
                ID,
                Filters.eq("version", read.version()),
                Updates.combine(Updates.set(TARGETS, to.toDocument()), Updates.inc("version", 1L)),
                change);
    }

    /** Every incident that may still miss a target, with those that it is known to have missed. */
    void forUnsettled(BiConsumer<Incident, Set<SlaTarget>> each) {
        for (Document document :
                incidents
                        .find(Filters.ne(SETTLED, true))
                        .projection(Projections.exclude(Outbox.FIELD))) {
            each.accept(Incident.from(document), breached(document));
        }
    }

    private static Set<SlaTarget> breached(Document document) {
        Set<SlaTarget> breached = new HashSet<>();
        Document known = document.get(BREACHED, Document.class);
        for (SlaTarget target : SlaTarget.values()) {
            if (known != null && known.get(Texts.name(target)) != null) {
                breached.add(target);
            }
        }
        return breached;
    }

    /** Whether this is the first to note a breach: of several replicas one is. */
    boolean breached(String incident, SlaTarget target, long dueMs, Change change) {
        String field = BREACHED + "." + Texts.name(target);
        return incidentWrites.update(
                incident,
                Filters.eq(field, null),
                Updates.combine(
                        Updates.set(field, dueMs), Updates.max("updated_at", change.atMs())),
                change);
    }

    /** Notes that an incident, as it was read, need not be looked at again. */
    void settle(Incident read) {
        incidents.updateOne(
                Filters.and(Filters.eq("_id", read.id()), Filters.eq("version", read.version())),
                Updates.set(SETTLED, true));
    }
}
