package dev.tocsin.desk.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import dev.tocsin.desk.ops.DeskMetrics;
import dev.tocsin.desk.store.DeskStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.errors.InterruptException;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties the outboxes: each change goes into the audit, then into the history, then onto the
 * topic, then out of its outbox. A crash anywhere repeats a step and loses nothing, because the
 * history is keyed by the change's id, and readers of the topic and of the audit know it too. What
 * the history has is in the audit, and not written there again.
 *
 * <p>A writer says which document has something ({@link OutboxSignals}), so that a change is on the
 * topic within milliseconds; a scan of all documents finds what a crashed replica left.
 */
public final class OutboxPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxPublisher.class);
    private static final Duration LEFT_BEHIND = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(5);

    /** The most outboxes that are emptied together. */
    private static final int AT_ONCE = 100;

    private final DeskStore store;
    private final OutboxSignals signals;
    private final Consequence consequence;
    private final Auditor audit;
    private final History history;
    private final ChangeTopic topic;
    private final DeskMetrics metrics;
    private final InstantSource clock;
    private final Duration scanEvery;
    private final Thread thread;
    private volatile boolean running = true;

    /** What must follow from a change could not be done now: it is tried again later. */
    public static final class PostponedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public PostponedException(RuntimeException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** What must follow from a change in other documents. Repeated until it succeeds. */
    @FunctionalInterface
    public interface Consequence {
        /**
         * Makes it follow; does nothing when it has followed already.
         *
         * @throws PostponedException when others are at the same documents all the time
         */
        void of(JsonNode change) throws InterruptedException;
    }

    /** Where changes are written down for good. */
    @FunctionalInterface
    public interface Auditor {
        /** Writes them down; they are durable when this returns. A crash repeats it. */
        void changed(List<JsonNode> changes);
    }

    /**
     * @param consequence made to follow before a change leaves its outbox
     * @param audit told of each change before it is in the history
     * @param scanEvery how often to look for what was left behind
     */
    public OutboxPublisher(
            DeskStore store,
            OutboxSignals signals,
            Consequence consequence,
            Auditor audit,
            ChangeTopic topic,
            DeskMetrics metrics,
            InstantSource clock,
            Duration scanEvery) {
        this.store = store;
        this.signals = signals;
        this.consequence = consequence;
        this.audit = audit;
        this.history = new History(store);
        this.topic = topic;
        this.metrics = metrics;
        this.clock = clock;
        this.scanEvery = scanEvery;
        this.thread = Thread.ofPlatform().name("outbox").daemon().unstarted(this::run);
    }

    /** Starts publishing. */
    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        running = false;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long nextScan = System.nanoTime();
        while (running) {
            try {
                long wait = Math.max(0, nextScan - System.nanoTime());
                Set<Pending> pending = signals.next(Duration.ofNanos(wait), AT_ONCE);
                if (!pending.isEmpty()) {
                    drain(pending);
                } else {
                    scan();
                    nextScan = System.nanoTime() + scanEvery.toNanos();
                }
            } catch (InterruptedException | InterruptException _) {
                return;
            } catch (MongoException | ChangeTopic.PublishException | PostponedException e) {
                LOG.warn("Changes wait in their outbox: {}", e.getMessage());
                metrics.outboxFailure();
                nextScan = System.nanoTime() + RETRY.toNanos();
            }
        }
    }

    /** Only what has been there for a while: younger changes are some replica's business. */
    private void scan() throws InterruptedException {
        long before = clock.millis() - Math.min(LEFT_BEHIND.toMillis(), scanEvery.toMillis());
        for (MongoCollection<Document> collection : store.withOutbox()) {
            Set<Pending> left = new LinkedHashSet<>();
            for (Document found :
                    collection
                            .find(Filters.lt("outbox.at", before))
                            .projection(Projections.include("_id"))) {
                left.add(new Pending(collection, found.getString("_id")));
                if (left.size() == AT_ONCE) {
                    drain(left);
                    left.clear();
                }
            }
            drain(left);
        }
    }

    private void drain(Set<Pending> pending) throws InterruptedException {
        Map<MongoCollection<Document>, List<String>> ids = new LinkedHashMap<>();
        for (Pending one : pending) {
            ids.computeIfAbsent(one.collection(), _ -> new ArrayList<>()).add(one.id());
        }
        for (Map.Entry<MongoCollection<Document>, List<String>> some : ids.entrySet()) {
            drainAll(some.getKey(), some.getValue());
        }
    }

    /** One by one when all at once fails, so that a change in trouble keeps back no other. */
    private void drainAll(MongoCollection<Document> collection, List<String> ids)
            throws InterruptedException {
        try {
            drain(collection, ids);
        } catch (MongoException | ChangeTopic.PublishException | PostponedException e) {
            if (ids.size() == 1) {
                throw e;
            }
            LOG.warn("{} outboxes are emptied one by one after: {}", ids.size(), e.getMessage());
            for (String id : ids) {
                drain(collection, List.of(id));
            }
        }
    }

    /** One read, one write of audit and history each, one wait for Kafka, one write for all. */
    private void drain(MongoCollection<Document> collection, List<String> ids)
            throws InterruptedException {
        List<Document> changes = new ArrayList<>();
        List<UpdateOneModel<Document>> removals = new ArrayList<>();
        for (Document document :
                collection
                        .find(Filters.in("_id", ids))
                        .projection(Projections.include(Outbox.FIELD))) {
            List<Document> own = Pending.changes(document);
            if (!own.isEmpty()) {
                changes.addAll(own);
                removals.add(removal(document.getString("_id"), own));
            }
        }
        if (changes.isEmpty()) {
            return;
        }
        audit.changed(history.missing(changes).stream().map(ChangeJson::parse).toList());
        history.keep(changes);
        for (Document change : changes) {
            consequence.of(ChangeJson.parse(change));
        }
        topic.publish(changes);
        collection.bulkWrite(removals);
        metrics.outboxPublished(changes.size());
    }

    private static UpdateOneModel<Document> removal(String id, List<Document> changes) {
        List<String> ids = changes.stream().map(c -> c.getString("id")).toList();
        return new UpdateOneModel<>(
                Filters.eq("_id", id),
                Updates.pullByFilter(Filters.eq(Outbox.FIELD, Filters.in("id", ids))));
    }
}
