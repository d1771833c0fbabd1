package dev.tocsin.desk.stream;

import dev.tocsin.desk.alert.AlertFilter;
import dev.tocsin.desk.alert.StoredAlert;
import dev.tocsin.desk.incident.Incident;
import dev.tocsin.desk.incident.IncidentFilter;
import dev.tocsin.desk.query.QueryPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a message is about, for filters. Its fields are worked out when the first filter asks, once
 * for all readers. Thread-safe.
 */
final class Told {
    private final StreamType type;
    private final @Nullable String incident;
    private final @Nullable Supplier<QueryPredicate.Subject> fields;
    private volatile QueryPredicate.@Nullable Subject known;

    private Told(
            StreamType type,
            @Nullable String incident,
            @Nullable Supplier<QueryPredicate.Subject> fields) {
        this.type = type;
        this.incident = incident;
        this.fields = fields;
    }

    static Told of(StoredAlert alert) {
        return new Told(
                StreamType.ALERT, alert.triage().incident(), () -> AlertFilter.subject(alert));
    }

    static Told of(Incident incident) {
        return new Told(StreamType.INCIDENT, incident.id(), () -> IncidentFilter.subject(incident));
    }

    /**
     * Something without fields.
     *
     * @param incident that it is about; null for none
     */
    static Told of(StreamType type, @Nullable String incident) {
        return new Told(type, incident, null);
    }

    StreamType type() {
        return type;
    }

    /** The incident that it is about, or that an alert belongs to. */
    @Nullable String incident() {
        return incident;
    }

    /** What filters see; null when there is nothing to see. */
    QueryPredicate.@Nullable Subject fields() {
        if (known == null && fields != null) {
            known = fields.get();
        }
        return known;
    }
}
