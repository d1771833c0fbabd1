package dev.tocsin.desk.incident;

import dev.tocsin.desk.query.QueryException;
import dev.tocsin.desk.query.QueryParser;
import dev.tocsin.desk.query.QueryPredicate;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The filter language over incidents that are at hand. */
public final class IncidentFilter {
    private IncidentFilter() {}

    /**
     * The predicate of a filter.
     *
     * @param now what {@code now} means in it
     * @throws QueryException when it is none
     */
    public static Predicate<QueryPredicate.Subject> of(String filter, Instant now)
            throws QueryException {
        return QueryPredicate.of(QueryParser.parse(filter, IncidentQuery.FIELDS, now));
    }

    /** An incident as filters see it: as it is stored. */
    public static QueryPredicate.Subject subject(Incident incident) {
        Document document = incident.toDocument();
        return field -> values(document.get(field.path()));
    }

    private static List<?> values(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case List<?> several -> several;
            default -> List.of(value);
        };
    }
}
