package dev.tocsin.desk.incident.sla;

import dev.tocsin.desk.incident.IncidentDates;
import dev.tocsin.desk.incident.Milestone;
import org.jspecify.annotations.Nullable;

/** What is to be reached in time. */
enum SlaTarget {
    /** Somebody took the incident up. */
    ACKNOWLEDGE,
    /** It cannot grow any more, or is resolved. */
    CONTAIN,
    /** There is nothing more to be done about what happened. */
    RESOLVE;

    /** When it was reached; null when it was not. */
    @Nullable Long reachedMs(IncidentDates dates) {
        return switch (this) {
            case ACKNOWLEDGE -> dates.at(Milestone.ACKNOWLEDGED);
            case CONTAIN -> {
                Long contained = dates.at(Milestone.CONTAINED);
                yield contained == null ? dates.at(Milestone.RESOLVED) : contained;
            }
            case RESOLVE -> dates.at(Milestone.RESOLVED);
        };
    }
}
