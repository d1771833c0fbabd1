package dev.tocsin.desk.incident.sla;

import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.Change;
import dev.tocsin.desk.change.FieldChange;
import dev.tocsin.desk.change.Kind;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.incident.Incident;
import dev.tocsin.desk.incident.IncidentStatus;
import dev.tocsin.desk.ops.DeskMetrics;
import dev.tocsin.desk.store.Periodic;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Looks now and then which incidents missed a target, and says so once: in the history and so on
 * the stream, and in a counter. Every replica looks; the store lets one of them say it.
 */
public final class SlaCheck implements AutoCloseable {
    /** The author of a breach. */
    public static final String AUTHOR = "tocsin";

    private static final Duration EVERY = Duration.ofSeconds(10);

    private final SlaStore store;
    private final DeskMetrics metrics;
    private final Author author;
    private final Periodic periodic;

    public SlaCheck(SlaStore store, DeskMetrics metrics, Author author) {
        this(store, metrics, author, EVERY);
    }

    SlaCheck(SlaStore store, DeskMetrics metrics, Author author, Duration every) {
        this.store = store;
        this.metrics = metrics;
        this.author = author;
        this.periodic = new Periodic("sla", every, every, this::run);
    }

    /** Begins to look. */
    public void start() {
        periodic.start();
    }

    @Override
    public void close() {
        periodic.close();
    }

    /** Looks once. */
    void run() {
        SlaTargets targets = store.targets();
        if (!targets.isEmpty()) {
            store.forUnsettled((incident, breached) -> check(incident, breached, targets));
        }
        metrics.slaChecked();
    }

    private void check(Incident incident, Set<SlaTarget> breached, SlaTargets targets) {
        long now = author.clock().millis();
        for (SlaTarget target : SlaTarget.values()) {
            Long due = targets.dueMs(incident, target);
            if (due != null
                    && !breached.contains(target)
                    && SlaTargets.isLate(incident, target, due, now)) {
                breach(incident, target, due);
            }
        }
        IncidentStatus status = incident.content().status();
        if (status == IncidentStatus.RESOLVED || status == IncidentStatus.CLOSED) {
            store.settle(incident);
        }
    }

    private void breach(Incident incident, SlaTarget target, long dueMs) {
        String name = Texts.name(target);
        Change change =
                author.change(
                        Kind.INCIDENT,
                        incident.id(),
                        "breached",
                        incident.version(),
                        List.of(FieldChange.of("sla/" + name, null, Texts.time(dueMs))),
                        null);
        if (store.breached(incident.id(), target, dueMs, change)) {
            metrics.count("tocsin_desk_sla_breaches_total", "target", name);
        }
    }
}
