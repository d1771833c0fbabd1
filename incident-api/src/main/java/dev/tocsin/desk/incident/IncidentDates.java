package dev.tocsin.desk.incident;

import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.store.Docs;
import java.util.EnumMap;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * When the milestones of an incident were.
 *
 * @param atMs milliseconds since the epoch; what has not been is not in it
 */
public record IncidentDates(Map<Milestone, Long> atMs) {
    /** None has been. */
    static final IncidentDates NONE = new IncidentDates(Map.of());

    private static final int MAX_TEXT = 100;

    public IncidentDates {
        atMs = Map.copyOf(atMs);
    }

    /** When a milestone was; null when it has not been. */
    public @Nullable Long at(Milestone milestone) {
        return atMs.get(milestone);
    }

    /** These dates with those that a caller gives; null removes one. */
    IncidentDates with(Fields fields) {
        IncidentDates dates = this;
        for (Milestone milestone : Milestone.values()) {
            String name = milestone.member();
            if (fields.has(name)) {
                dates = dates.with(milestone, fields.optional(name, MAX_TEXT, Texts::moment));
            }
        }
        return dates;
    }

    IncidentDates with(Milestone milestone, @Nullable Long ms) {
        Map<Milestone, Long> others = new EnumMap<>(Milestone.class);
        others.putAll(atMs);
        if (ms == null) {
            others.remove(milestone);
        } else {
            others.put(milestone, ms);
        }
        return new IncidentDates(others);
    }

    /** Adds a fault for each two that are the wrong way round, at the one that the caller gave. */
    void check(Fields fields) {
        for (Milestone later : Milestone.values()) {
            for (Milestone earlier : later.earlier()) {
                Long end = at(later);
                Long begin = at(earlier);
                if (begin != null && end != null && end < begin) {
                    disorder(fields, earlier, begin, later, end);
                }
            }
        }
    }

    private static void disorder(
            Fields fields, Milestone earlier, long begin, Milestone later, long end) {
        if (fields.has(later.member())) {
            fields.fault(
                    later.member(),
                    "Expected a time not before %s, which is %s, but found %s"
                            .formatted(earlier.member(), Texts.time(begin), Texts.time(end)));
        } else {
            fields.fault(
                    earlier.member(),
                    "Expected a time not after %s, which is %s, but found %s"
                            .formatted(later.member(), Texts.time(end), Texts.time(begin)));
        }
    }

    static IncidentDates from(Document document) {
        IncidentDates dates = NONE;
        for (Milestone milestone : Milestone.values()) {
            dates = dates.with(milestone, Docs.optionalNumber(document, milestone.member()));
        }
        return dates;
    }
}
