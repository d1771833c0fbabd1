package dev.tocsin.desk;

import dev.tocsin.desk.alert.AlertFolding;
import dev.tocsin.desk.alert.AlertHandler;
import dev.tocsin.desk.alert.AlertIndex;
import dev.tocsin.desk.alert.AlertIndexRefresh;
import dev.tocsin.desk.alert.AlertIngest;
import dev.tocsin.desk.alert.AlertLinks;
import dev.tocsin.desk.alert.AlertList;
import dev.tocsin.desk.alert.AlertMergeHandler;
import dev.tocsin.desk.alert.AlertMerging;
import dev.tocsin.desk.alert.AlertStore;
import dev.tocsin.desk.alert.AlertView;
import dev.tocsin.desk.alert.BulkHandler;
import dev.tocsin.desk.alert.SuppressionHandler;
import dev.tocsin.desk.alert.SuppressionPreview;
import dev.tocsin.desk.alert.SuppressionStore;
import dev.tocsin.desk.audit.Audit;
import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.auth.Scope;
import dev.tocsin.desk.backup.BackupHandler;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.ChangeTopic;
import dev.tocsin.desk.change.History;
import dev.tocsin.desk.change.HistoryHandler;
import dev.tocsin.desk.change.Kind;
import dev.tocsin.desk.change.OutboxAge;
import dev.tocsin.desk.change.OutboxPublisher;
import dev.tocsin.desk.change.OutboxSignals;
import dev.tocsin.desk.event.Events;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.http.RouteTable;
import dev.tocsin.desk.incident.Findings;
import dev.tocsin.desk.incident.IncidentAlerts;
import dev.tocsin.desk.incident.IncidentAlertsHandler;
import dev.tocsin.desk.incident.IncidentDesk;
import dev.tocsin.desk.incident.IncidentHandler;
import dev.tocsin.desk.incident.IncidentList;
import dev.tocsin.desk.incident.IncidentStore;
import dev.tocsin.desk.incident.IncidentVisibility;
import dev.tocsin.desk.incident.LinkMentions;
import dev.tocsin.desk.incident.SelectedAlerts;
import dev.tocsin.desk.incident.custom.CustomFieldHandler;
import dev.tocsin.desk.incident.custom.CustomFieldStore;
import dev.tocsin.desk.incident.evidence.AlertEvidence;
import dev.tocsin.desk.incident.evidence.EventSource;
import dev.tocsin.desk.incident.evidence.EvidenceCopier;
import dev.tocsin.desk.incident.evidence.EvidenceHandler;
import dev.tocsin.desk.incident.evidence.EvidenceStore;
import dev.tocsin.desk.incident.link.IncidentLinks;
import dev.tocsin.desk.incident.link.LinkHandler;
import dev.tocsin.desk.incident.link.LinkStore;
import dev.tocsin.desk.incident.part.AlertFindings;
import dev.tocsin.desk.incident.part.PartHandler;
import dev.tocsin.desk.incident.part.PartSeeds;
import dev.tocsin.desk.incident.part.PartStore;
import dev.tocsin.desk.incident.sla.SlaCheck;
import dev.tocsin.desk.incident.sla.SlaHandler;
import dev.tocsin.desk.incident.sla.SlaStore;
import dev.tocsin.desk.incident.sla.SlaView;
import dev.tocsin.desk.incident.template.TemplateHandler;
import dev.tocsin.desk.incident.template.TemplateStore;
import dev.tocsin.desk.incident.template.Templates;
import dev.tocsin.desk.list.EntryHandler;
import dev.tocsin.desk.list.ListEditor;
import dev.tocsin.desk.list.ListExpiry;
import dev.tocsin.desk.list.ListHandler;
import dev.tocsin.desk.list.ListOwners;
import dev.tocsin.desk.list.ListStore;
import dev.tocsin.desk.list.ListTopic;
import dev.tocsin.desk.list.Lists;
import dev.tocsin.desk.metric.DeskFiguresHandler;
import dev.tocsin.desk.mozdef.MozDefAlerts;
import dev.tocsin.desk.mozdef.MozDefHandler;
import dev.tocsin.desk.mozdef.MozDefIncidents;
import dev.tocsin.desk.note.NoteHandler;
import dev.tocsin.desk.note.NoteStore;
import dev.tocsin.desk.note.NoteWriter;
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
import dev.tocsin.desk.token.TokenHandler;
import dev.tocsin.desk.token.TokenStore;
import dev.tocsin.desk.token.TokenTopic;
import dev.tocsin.desk.veris.Veris;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * The desk without its HTTP server: every part, made and tied together here and nowhere else. Parts
 * that run by themselves are started by {@link #start} and ended by {@link #close}.
 */
final class Desk implements AutoCloseable {
    private static final Duration SCAN = Duration.ofMinutes(1);
    private static final Duration EXPIRY = Duration.ofSeconds(1);
    private static final String IMPORTS = "imports";
    private static final Duration TOPICS = Duration.ofSeconds(15);

    private final DeskStore store;
    private final Events events;
    private final Producer<byte[], byte[]> producer;
    private final OutboxPublisher outbox;
    private final Audit audit;
    private final AlertIngest ingest;
    private final ListExpiry expiry;
    private final AlertIndexRefresh refresh;
    private final SlaCheck breaches;
    private final @Nullable EvidenceCopier copier;
    private final LiveStream stream;
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

        OutboxSignals signals = new OutboxSignals(metrics);
        AlertIndex index = new AlertIndex(config.alertsListed());
        AlertFolding folding =
                new AlertFolding(
                        store,
                        signals,
                        config.foldWindow(),
                        new Author(AlertFolding.AUTHOR, ids, clock));
        SuppressionStore suppressions = new SuppressionStore(store, signals);
        AlertStore alerts = new AlertStore(store, signals, index, suppressions, folding);
        Counters counters = new Counters(store);
        refresh = new AlertIndexRefresh(alerts, () -> counters.last(IMPORTS), clock);
        metrics.gauge("tocsin_desk_alerts_listed", index::size);
        metrics.gauge("tocsin_desk_outbox_oldest_seconds", new OutboxAge(store, clock)::seconds);
        AlertLinks links = new AlertLinks(alerts);
        IncidentStore incidents = new IncidentStore(store, signals);
        incidents.complete();
        PartStore parts = new PartStore(store, signals);
        EvidenceStore evidence = new EvidenceStore(store, signals);
        EventSource source = events.isThere() ? events::find : null;
        copier = source == null ? null : new EvidenceCopier(evidence, source, clock);
        IncidentAlerts attached =
                new IncidentAlerts(
                        incidents,
                        alerts,
                        links,
                        Findings.all(
                                List.of(
                                        new AlertFindings(parts, incidents),
                                        new AlertEvidence(evidence))));
        TemplateStore templates = new TemplateStore(store, signals);
        CustomFieldStore custom = new CustomFieldStore(store, signals);
        IncidentDesk desk =
                new IncidentDesk(
                        incidents,
                        alerts,
                        attached,
                        new Templates(templates, new PartSeeds(parts)),
                        custom::fields,
                        counters);
        IncidentVisibility visibility = new IncidentVisibility(incidents);
        IncidentLinks incidentLinks = new IncidentLinks(new LinkStore(store, signals), incidents);
        AlertView view = new AlertView(visibility);
        AlertMerging merging = new AlertMerging(alerts, visibility);
        SlaStore sla = new SlaStore(store, signals);
        breaches = new SlaCheck(sla, metrics, new Author(SlaCheck.AUTHOR, ids, clock));
        HistoryHandler history = new HistoryHandler(new History(store));
        audit = new Audit(store, producer, metrics, ids, clock);
        access =
                new DeskAccess(
                        config,
                        new DeskAccess.Surroundings(
                                store, signals, audit.log(), history, metrics, ids, clock));
        TokenStore tokens = new TokenStore(store, signals);
        TokenTopic tokenTopic = new TokenTopic(tokens, producer);
        ListStore lists = new ListStore(store, signals);
        ListOwners owners = new ListOwners(kafka::stream);
        ListEditor listEditor = new ListEditor(lists);
        ListTopic listTopic = new ListTopic(lists, producer, clock);
        expiry =
                new ListExpiry(
                        lists, listEditor, new Author(ListExpiry.AUTHOR, ids, clock), EXPIRY);
        outbox =
                new OutboxPublisher(
                        store,
                        signals,
                        new Followers(
                                ids,
                                clock,
                                List.of(
                                        desk::follow,
                                        incidentLinks::follow,
                                        merging::follow,
                                        (change, _) -> tokenTopic.follow(change),
                                        (change, _) -> listTopic.follow(change))),
                        audit.log()::changed,
                        new ChangeTopic(producer),
                        metrics,
                        clock,
                        SCAN);
        ingest =
                new AlertIngest(
                        kafka.ingest(),
                        alerts,
                        letter -> KafkaClients.send(producer, letter),
                        metrics);
        PresenceTable present = new PresenceTable();
        presence = new PresenceTopic(producer, kafka.stream(), present, clock);
        metrics.gauge("tocsin_desk_ingest_lag", ingest::lag);
        stream =
                new LiveStream(
                        kafka::stream,
                        alerts,
                        incidents,
                        access.authenticator(),
                        metrics,
                        clock,
                        present,
                        new LiveStream.Parts(health(store), ingest::lag, custom::fields));
        ops =
                new OpsHandler(
                        metrics,
                        Map.of(
                                "store", store::answers,
                                "ingest", ingest::isRunning,
                                "stream", stream::isLive));
        List<Route> all = new ArrayList<>();
        all.addAll(ops.routes());
        all.addAll(new OpenApiHandler().routes());
        all.addAll(new ReferencePage().routes());
        all.addAll(access.routes(() -> Scope.all(routes().routes())));
        all.addAll(new TokenHandler(tokens, history, ids, clock).routes());
        all.addAll(new ListHandler(lists, listEditor, owners, history, ids, clock).routes());
        all.addAll(
                new MozDefHandler(
                                new Lists(lists, listEditor, owners, clock),
                                new MozDefIncidents(desk::open),
                                new MozDefAlerts(alerts),
                                ids,
                                clock)
                        .routes());
        all.addAll(new EntryHandler(lists, listEditor, ids, clock).routes());
        all.addAll(new AlertList(alerts, index, view, clock).routes());
        all.addAll(new AlertHandler(alerts, view, history, ids, clock).routes());
        all.addAll(new AlertMergeHandler(merging, view, ids, clock).routes());
        NoteStore comments = new NoteStore(store.alertComments(), signals);
        all.addAll(
                new BulkHandler(
                                alerts,
                                index,
                                view,
                                new BulkHandler.Parts(
                                        new NoteWriter(Kind.ALERT, "comments", comments, alerts),
                                        merging,
                                        new SelectedAlerts(
                                                desk, attached, visibility, custom::fields)),
                                ids,
                                clock)
                        .routes());
        all.addAll(
                new SuppressionHandler(
                                suppressions,
                                new SuppressionPreview(alerts, index, view),
                                history,
                                ids,
                                clock)
                        .routes());
        all.addAll(new NoteHandler(Kind.ALERT, "comments", comments, alerts, ids, clock).routes());
        all.addAll(
                new IncidentList(incidents, custom::fields, new SlaView(sla, clock), clock)
                        .routes());
        LinkMentions mentions = new LinkMentions(visibility);
        all.addAll(
                new IncidentHandler(
                                incidents,
                                desk,
                                custom::fields,
                                history,
                                new SlaView(sla, clock),
                                mentions,
                                ids,
                                clock)
                        .routes());
        all.addAll(new LinkHandler(incidentLinks, desk, visibility, ids, clock).routes());
        all.addAll(new TemplateHandler(templates, custom::fields, ids, clock).routes());
        all.addAll(new CustomFieldHandler(custom, history, ids, clock).routes());
        all.addAll(new IncidentAlertsHandler(desk, attached, ids, clock).routes());
        all.addAll(
                new NoteHandler(
                                Kind.INCIDENT,
                                "notes",
                                new NoteStore(store.notes(), signals),
                                incidents,
                                ids,
                                clock)
                        .routes());
        all.addAll(new PartHandler(parts, incidents, desk, ids, clock).routes());
        all.addAll(
                new EvidenceHandler(evidence, incidents, desk, alerts, source, ids, clock)
                        .routes());
        all.addAll(new SlaHandler(sla, ids, clock).routes());
        all.addAll(new DeskFiguresHandler(index, incidents, clock).routes());
        all.addAll(Veris.routes(store, signals, desk, parts, visibility, ids, clock));
        all.addAll(events.routes(kafka::stream, alerts::evidence));
        all.addAll(audit.routes());
        all.addAll(
                new BackupHandler(
                                store,
                                signals,
                                () -> {
                                    counters.next(IMPORTS);
                                    refresh.afterImport();
                                },
                                ids,
                                clock)
                        .routes());
        all.addAll(stream.routes());
        all.addAll(new PresenceHandler(present, presence, alerts, visibility, clock).routes());
        RepeatedRequests repeated = new RepeatedRequests(store, clock);
        routes = new RouteTable(all.stream().map(repeated::guard).map(visibility::guard).toList());
    }

    private Map<String, BooleanSupplier> health(DeskStore documents) {
        Map<String, BooleanSupplier> parts = new HashMap<>();
        parts.put("store", documents::answers);
        parts.put("ingest", ingest::isRunning);
        if (events.isThere()) {
            parts.put("elasticsearch", events::answers);
        }
        return parts;
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
        expiry.start();
        ingest.start();
        boolean followed = stream.start(TOPICS);
        presence.start(stream.presence());
        refresh.start();
        breaches.start();
        if (copier != null) {
            copier.start();
        }
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
        refresh.close();
        breaches.close();
        if (copier != null) {
            copier.close();
        }
        presence.close();
        stream.close();
        expiry.close();
        ingest.close();
        outbox.close();
        audit.close();
        producer.close(Duration.ofSeconds(5));
        access.close();
        events.close();
        store.close();
    }
}
