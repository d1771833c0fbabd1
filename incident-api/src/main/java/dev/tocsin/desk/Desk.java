package dev.tocsin.desk;

import dev.tocsin.desk.alert.AlertIngest;
import dev.tocsin.desk.alert.AlertMerging;
import dev.tocsin.desk.audit.Audit;
import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.auth.Scope;
import dev.tocsin.desk.backup.BackupHandler;
import dev.tocsin.desk.change.ChangeTopic;
import dev.tocsin.desk.change.History;
import dev.tocsin.desk.change.HistoryHandler;
import dev.tocsin.desk.change.OutboxAge;
import dev.tocsin.desk.change.OutboxPublisher;
import dev.tocsin.desk.change.OutboxSignals;
import dev.tocsin.desk.event.Events;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.http.RouteTable;
import dev.tocsin.desk.metric.DeskFiguresHandler;
import dev.tocsin.desk.once.RepeatedRequests;
import dev.tocsin.desk.ops.DeskMetrics;
import dev.tocsin.desk.ops.OpsHandler;
import dev.tocsin.desk.presence.PresenceHandler;
import dev.tocsin.desk.presence.PresenceTable;
import dev.tocsin.desk.presence.PresenceTopic;
import dev.tocsin.desk.store.Counters;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.desk.store.Ids;
import dev.tocsin.desk.stream.LiveStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.Producer;

/**
 * The desk without its HTTP server: its parts, made and tied together. Those that run by themselves
 * are started by {@link #start} and ended by {@link #close}.
 */
final class Desk implements AutoCloseable {
    private static final Duration SCAN = Duration.ofMinutes(1);
    private static final Duration TOPICS = Duration.ofSeconds(15);

    private final DeskStore store;
    private final Events events;
    private final Producer<byte[], byte[]> producer;
    private final OutboxPublisher outbox;
    private final Audit audit;
    private final AlertIngest ingest;
    private final DeskAlerts alerts;
    private final DeskIncidents incidents;
    private final DeskLists lists;
    private final LiveStream stream;
    private final PresenceTable present = new PresenceTable();
    private final PresenceTopic presence;
    private final OpsHandler ops;
    private final DeskMetrics metrics = new DeskMetrics();
    private final DeskAccess access;
    private final RouteTable routes;

    Desk(ApiConfig config, DeskStore store, InstantSource clock) {
        this.store = store;
        KafkaClients kafka = new KafkaClients(config.kafka());
        Ids ids = new Ids(clock);
        producer = kafka.producer();
        events = new Events(config.elasticsearch(), config.elasticsearchAuthorization(), clock);
        audit = new Audit(store, producer, metrics, ids, clock);
        Surroundings around =
                new Surroundings(
                        store,
                        new OutboxSignals(metrics),
                        audit.log(),
                        new HistoryHandler(new History(store)),
                        metrics,
                        ids,
                        clock);
        Counters counters = new Counters(store);
        alerts = new DeskAlerts(config, around, counters);
        incidents =
                new DeskIncidents(
                        around,
                        alerts.store(),
                        counters,
                        events.isThere() ? events::find : null,
                        event -> Events.raw(kafka::stream, event));
        lists = new DeskLists(around, kafka, producer);
        access = new DeskAccess(config, around);
        AlertMerging merging = new AlertMerging(alerts.store(), incidents.visibility());
        outbox = outbox(around, merging);
        ingest =
                new AlertIngest(
                        kafka.ingest(),
                        alerts.store(),
                        letter -> KafkaClients.send(producer, letter),
                        metrics);
        presence = new PresenceTopic(producer, kafka.stream(), present, clock);
        stream = stream(kafka, clock);
        ops =
                new OpsHandler(
                        metrics,
                        Map.of(
                                "store", store::answers,
                                "ingest", ingest::isRunning,
                                "stream", stream::isLive));
        metrics.gauge("tocsin_desk_outbox_oldest_seconds", new OutboxAge(store, clock)::seconds);
        metrics.gauge("tocsin_desk_ingest_lag", ingest::lag);
        RepeatedRequests repeated =
                new RepeatedRequests(store, clock, incidents.visibility()::isVisible);
        routes =
                new RouteTable(
                        routes(around, merging, kafka).stream()
                                .map(repeated::guard)
                                .map(incidents.visibility()::guard)
                                .toList());
    }

    private OutboxPublisher outbox(Surroundings around, AlertMerging merging) {
        List<Followers.Follower> all = new ArrayList<>(incidents.followers());
        all.add(merging::follow);
        all.addAll(lists.followers());
        return new OutboxPublisher(
                around.store(),
                around.signals(),
                new Followers(around.ids(), around.clock(), all),
                around.audit()::changed,
                new ChangeTopic(producer),
                around.metrics(),
                around.clock(),
                SCAN);
    }

    private LiveStream stream(KafkaClients kafka, InstantSource clock) {
        return new LiveStream(
                kafka::stream,
                alerts.store(),
                incidents.store(),
                access.authenticator(),
                metrics,
                clock,
                present,
                new LiveStream.Parts(health(), ingest::lag, incidents.custom()::fields));
    }

    private Map<String, BooleanSupplier> health() {
        Map<String, BooleanSupplier> parts = new HashMap<>();
        parts.put("store", store::answers);
        parts.put("ingest", ingest::isRunning);
        if (events.isThere()) {
            parts.put("elasticsearch", events::answers);
        }
        return parts;
    }

    private List<Route> routes(Surroundings around, AlertMerging merging, KafkaClients kafka) {
        Ids ids = around.ids();
        InstantSource clock = around.clock();
        List<Route> all = new ArrayList<>();
        all.addAll(ops.routes());
        all.addAll(new OpenApiHandler().routes());
        all.addAll(new ReferencePage().routes());
        all.addAll(access.routes(() -> Scope.all(routes().routes())));
        all.addAll(lists.routes(incidents.desk(), alerts.store()));
        all.addAll(alerts.routes(incidents, merging));
        all.addAll(incidents.routes());
        all.addAll(new DeskFiguresHandler(alerts.index(), incidents.store(), clock).routes());
        all.addAll(events.routes(kafka::stream, alerts.store()::evidence));
        all.addAll(audit.routes());
        all.addAll(
                new BackupHandler(store, around.signals(), alerts::imported, ids, clock).routes());
        all.addAll(stream.routes());
        all.addAll(
                new PresenceHandler(
                                present, presence, alerts.store(), incidents.visibility(), clock)
                        .routes());
        return all;
    }

    RouteTable routes() {
        return routes;
    }

    Gate gate() {
        return access.gate();
    }

    DeskMetrics metrics() {
        return metrics;
    }

    boolean isReady() {
        return ops.isReady();
    }

    /** Starts what runs by itself; waits a while until the topics are being followed. */
    boolean start() throws InterruptedException {
        audit.start();
        outbox.start();
        lists.start();
        ingest.start();
        boolean followed = stream.start(TOPICS);
        presence.start(stream.presence());
        alerts.start();
        incidents.start();
        return followed;
    }

    /** Tells it where it listens; the first administrator is told how to get in. */
    void listensAt(int port) {
        access.listensAt(port);
    }

    /** Ends the readers' streams: the HTTP server cannot stop before. */
    void endReaders() {
        stream.endReaders();
    }

    /** Ends what runs by itself. No request may be under way any more. */
    @Override
    public void close() {
        alerts.close();
        incidents.close();
        presence.close();
        stream.close();
        lists.close();
        ingest.close();
        outbox.close();
        audit.close();
        producer.close(Duration.ofSeconds(5));
        access.close();
        events.close();
        store.close();
    }
}
