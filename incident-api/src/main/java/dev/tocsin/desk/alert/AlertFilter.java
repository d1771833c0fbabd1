package dev.tocsin.desk.alert;

import dev.tocsin.desk.query.QueryException;
import dev.tocsin.desk.query.QueryParser;
import dev.tocsin.desk.query.QueryPredicate;
import java.time.Instant;
import java.util.function.Predicate;

/** The filter language over alerts that are at hand. */
public final class AlertFilter {
    private AlertFilter() {}

    /**
     * The predicate of a filter.
     *
     * @param now what {@code now} means in it
     * @throws QueryException when it is none
     */
    public static Predicate<QueryPredicate.Subject> of(String filter, Instant now)
            throws QueryException {
        return QueryPredicate.of(QueryParser.parse(filter, AlertFields.ALL, now));
    }

    /** An alert as filters see it. */
    public static QueryPredicate.Subject subject(StoredAlert alert) {
        return AlertFields.of(alert, alert.toJson());
    }
}
