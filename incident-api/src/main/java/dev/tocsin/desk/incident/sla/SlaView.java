package dev.tocsin.desk.incident.sla;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.incident.Incident;
import dev.tocsin.json.Json;
import java.time.InstantSource;
import java.util.List;

/** Incidents with what they are to reach, until when. */
public final class SlaView {
    private final SlaStore store;
    private final InstantSource clock;

    public SlaView(SlaStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** One incident. */
    public ObjectNode of(Incident incident) {
        return of(List.of(incident)).getFirst();
    }

    /** Some incidents, in their order. */
    public List<ObjectNode> of(List<Incident> incidents) {
        SlaTargets targets = store.targets();
        return incidents.stream().map(incident -> of(incident, targets)).toList();
    }

    private ObjectNode of(Incident incident, SlaTargets targets) {
        ObjectNode json = incident.toJson();
        ObjectNode sla = json.putObject("sla");
        for (SlaTarget target : SlaTarget.values()) {
            Long due = targets.dueMs(incident, target);
            sla.set(Texts.name(target), due == null ? null : of(incident, target, due));
        }
        return json;
    }

    private ObjectNode of(Incident incident, SlaTarget target, long dueMs) {
        Long reached = target.reachedMs(incident.content().dates());
        return Json.object()
                .put("due_at", Texts.time(dueMs))
                .put("reached_at", reached == null ? null : Texts.time(reached))
                .put("breached", SlaTargets.isLate(incident, target, dueMs, clock.millis()));
    }
}
