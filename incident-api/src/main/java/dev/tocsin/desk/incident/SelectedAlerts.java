package dev.tocsin.desk.incident;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.alert.AlertIncidents;
import dev.tocsin.desk.alert.StoredAlert;
import dev.tocsin.desk.auth.Principal;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.http.Fault;
import dev.tocsin.desk.http.Problem;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.incident.custom.CustomFields;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Incidents that a selection of alerts comes to. */
public final class SelectedAlerts implements AlertIncidents {
    private final IncidentDesk desk;
    private final IncidentAlerts attached;
    private final IncidentVisibility visibility;
    private final Supplier<CustomFields> custom;

    /**
     * @param custom the fields that administrators gave incidents, as they are now
     */
    public SelectedAlerts(
            IncidentDesk desk,
            IncidentAlerts attached,
            IncidentVisibility visibility,
            Supplier<CustomFields> custom) {
        this.desk = desk;
        this.attached = attached;
        this.visibility = visibility;
        this.custom = custom;
    }

    @Override
    public int most() {
        return Incident.MAX_ALERTS;
    }

    @Override
    public Opening opening(ObjectNode fields, Principal caller, Author author) {
        IncidentFields read = IncidentFields.creation(fields, custom.get());
        if (read.fields().has("alert_ids")) {
            read.fields().fault("alert_ids", "Expected the alerts outside of the incident");
        }
        read.requireSeenBy(caller);
        content(read, List.of(), author);
        return new Opening() {
            @Override
            public @Nullable String made() {
                Incident made = desk.opened(Idempotency.of(author));
                return made == null ? null : made.id();
            }

            @Override
            public String of(List<StoredAlert> alerts) {
                IncidentContent content = content(read, alerts, author);
                Idempotency idempotency = Idempotency.of(author);
                return desk.open(content, alerts, read.template(), idempotency, author).id();
            }
        };
    }

    /** What it says when it is opened of alerts; throws a problem that names every fault. */
    private IncidentContent content(IncidentFields read, List<StoredAlert> alerts, Author author) {
        IncidentContent content =
                desk.content(read, IncidentDesk.worst(alerts), author.clock().millis());
        read.requireCustom(content);
        try {
            read.fields().check();
        } catch (ProblemException e) {
            throw within(e.problem());
        }
        return content;
    }

    /** The same problem; its faults lie in the member {@code incident}. */
    private static ProblemException within(Problem problem) {
        return ProblemException.invalid(
                problem.errors().stream()
                        .map(fault -> new Fault("/incident" + fault.at(), fault.detail()))
                        .toList());
    }

    @Override
    public void require(Context ctx, String incident) {
        visibility.requireVisible(ctx, incident);
    }

    @Override
    public void attach(String incident, List<StoredAlert> alerts, Author author) {
        attached.attach(incident, alerts, author);
    }

    @Override
    public String named(String incident) {
        return desk.named(incident);
    }
}
