package dev.tocsin.desk.incident.evidence;

import dev.tocsin.alert.AlertJson;
import dev.tocsin.desk.alert.StoredAlert;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.incident.Findings;
import dev.tocsin.desk.incident.Incident;
import dev.tocsin.desk.store.Ids;
import dev.tocsin.event.EventRef;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes evidence of the events behind alerts. The id of each piece is a function of the incident,
 * the alert and the event: whoever makes it, and however often, it is there once. The incident's
 * own change tells that the alert came; copies of the documents follow.
 */
public final class AlertEvidence implements Findings {
    private final EvidenceStore evidence;

    public AlertEvidence(EvidenceStore evidence) {
        this.evidence = evidence;
    }

    @Override
    public void keep(Incident incident, List<StoredAlert> alerts, long atMs, Author author) {
        List<Evidence> all = new ArrayList<>();
        for (StoredAlert alert : alerts) {
            for (EventRef event : AlertJson.read(alert.toJson()).evidence()) {
                String id = id(incident, alert, event);
                all.add(
                        Evidence.pending(
                                id, incident.id(), alert.id(), event, null, atMs, author.name()));
            }
        }
        long room = Math.max(0, EvidenceHandler.MAX_PIECES - evidence.count(incident.id()));
        evidence.attach(all.stream().limit(room).toList());
    }

    @Override
    public void drop(String incident, String alert) {
        evidence.detach(incident, alert);
    }

    private static String id(Incident incident, StoredAlert alert, EventRef event) {
        return Ids.of(incident.createdAtMs(), 0, incident.id(), alert.id(), event.id());
    }
}
