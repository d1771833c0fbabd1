package dev.tocsin.desk;

import dev.tocsin.desk.alert.AlertLinks;
import dev.tocsin.desk.alert.AlertStore;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.Kind;
import dev.tocsin.desk.change.OutboxSignals;
import dev.tocsin.desk.http.Route;
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
import dev.tocsin.desk.incident.evidence.RawSource;
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
import dev.tocsin.desk.note.NoteHandler;
import dev.tocsin.desk.note.NoteStore;
import dev.tocsin.desk.store.Counters;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.desk.store.Ids;
import dev.tocsin.desk.veris.Veris;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Incidents with all that belongs to them, and how alerts come into them. */
final class DeskIncidents implements AutoCloseable {
    private final Surroundings around;
    private final AlertStore alerts;
    private final @Nullable EventSource source;
    private final IncidentStore store;
    private final PartStore parts;
    private final EvidenceStore evidence;
    private final EvidenceCopier copier;
    private final TemplateStore templates;
    private final CustomFieldStore custom;
    private final IncidentAlerts attached;
    private final IncidentDesk desk;
    private final IncidentVisibility visibility;
    private final IncidentLinks links;
    private final SlaStore sla;
    private final SlaCheck breaches;

    /**
     * @param source where events are found by id; null when there is no such place
     * @param raw where the bytes are that events came in
     */
    DeskIncidents(
            Surroundings around,
            AlertStore alerts,
            Counters counters,
            @Nullable EventSource source,
            RawSource raw) {
        this.around = around;
        this.alerts = alerts;
        this.source = source;
        DeskStore documents = around.store();
        OutboxSignals signals = around.signals();
        store = new IncidentStore(documents, signals);
        store.complete();
        parts = new PartStore(documents, signals);
        evidence = new EvidenceStore(documents, signals);
        copier = new EvidenceCopier(evidence, source, raw, around.clock());
        templates = new TemplateStore(documents, signals);
        custom = new CustomFieldStore(documents, signals);
        attached = new IncidentAlerts(store, alerts, new AlertLinks(alerts), findings());
        Templates playbooks = new Templates(templates, new PartSeeds(parts));
        desk = new IncidentDesk(store, alerts, attached, playbooks, custom::fields, counters);
        visibility = new IncidentVisibility(store);
        links = new IncidentLinks(new LinkStore(documents, signals), store);
        sla = new SlaStore(documents, signals);
        Author machine = new Author(SlaCheck.AUTHOR, around.ids(), around.clock());
        breaches = new SlaCheck(sla, around.metrics(), machine);
    }

    private Findings findings() {
        return Findings.all(List.of(new AlertFindings(parts, store), new AlertEvidence(evidence)));
    }

    IncidentStore store() {
        return store;
    }

    IncidentDesk desk() {
        return desk;
    }

    IncidentVisibility visibility() {
        return visibility;
    }

    CustomFieldStore custom() {
        return custom;
    }

    /** What is done with several alerts and an incident. */
    SelectedAlerts selected() {
        return new SelectedAlerts(desk, attached, visibility, custom::fields);
    }

    /** What follows from changes of alerts and incidents. */
    List<Followers.Follower> followers() {
        return List.of(desk::follow, links::follow);
    }

    /** The routes. */
    List<Route> routes() {
        Ids ids = around.ids();
        InstantSource clock = around.clock();
        SlaView due = new SlaView(sla, clock);
        List<Route> all = new ArrayList<>();
        all.addAll(new IncidentList(store, custom::fields, due, clock).routes());
        all.addAll(
                new IncidentHandler(
                                store,
                                desk,
                                custom::fields,
                                around.history(),
                                due,
                                new LinkMentions(visibility),
                                ids,
                                clock)
                        .routes());
        all.addAll(new LinkHandler(links, desk, visibility, ids, clock).routes());
        all.addAll(new TemplateHandler(templates, custom::fields, ids, clock).routes());
        all.addAll(new CustomFieldHandler(custom, around.history(), ids, clock).routes());
        all.addAll(new IncidentAlertsHandler(desk, attached, ids, clock).routes());
        NoteStore notes = new NoteStore(around.store().notes(), around.signals());
        all.addAll(new NoteHandler(Kind.INCIDENT, "notes", notes, store, ids, clock).routes());
        all.addAll(new PartHandler(parts, store, desk, ids, clock).routes());
        all.addAll(new EvidenceHandler(evidence, store, desk, alerts, source, ids, clock).routes());
        all.addAll(new SlaHandler(sla, ids, clock).routes());
        all.addAll(
                Veris.routes(
                        around.store(),
                        around.signals(),
                        desk,
                        store,
                        parts,
                        visibility,
                        ids,
                        clock));
        return all;
    }

    void start() {
        breaches.start();
        copier.start();
    }

    @Override
    public void close() {
        breaches.close();
        copier.close();
    }
}
