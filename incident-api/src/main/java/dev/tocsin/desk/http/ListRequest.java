package dev.tocsin.desk.http;

import dev.tocsin.desk.query.FieldSet;
import dev.tocsin.desk.query.Place;
import dev.tocsin.desk.query.Query;
import dev.tocsin.desk.query.QueryException;
import dev.tocsin.desk.query.QueryParser;
import dev.tocsin.desk.query.SortOrder;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What all lists take: a filter, an order, a page, and which members to tell.
 *
 * @param query the filter
 * @param order the order
 * @param limit the most items of a page
 * @param after the last place of the page before; null for the first page
 * @param members of each item, as paths; empty for all
 */
public record ListRequest(
        Query query, SortOrder order, int limit, @Nullable Place after, List<String> members) {
    /** The parameters that this reads. */
    public static final Set<String> PARAMETERS = Set.of("q", "sort", "fields", "limit", "cursor");

    public ListRequest {
        members = List.copyOf(members);
    }

    /**
     * Reads them; faults are told by {@link QueryParams#check}.
     *
     * @param sort the order when none is given
     */
    public static ListRequest of(QueryParams params, FieldSet fields, String sort, Instant now) {
        Query query = query(params, fields, now);
        SortOrder order = order(params, fields, sort);
        String cursor = params.one("cursor");
        Place after = cursor == null ? null : Place.parse(cursor, order);
        if (cursor != null && after == null) {
            params.fault(
                    "cursor",
                    "Expected the member next of an earlier page of the same order, but found another text");
        }
        return new ListRequest(query, order, params.limit(), after, params.texts("fields"));
    }

    /** The filter of the parameter {@code q}; everything when there is none, or a faulty one. */
    public static Query query(QueryParams params, FieldSet fields, Instant now) {
        String text = params.one("q");
        if (text == null) {
            return new Query.All();
        }
        try {
            return QueryParser.parse(text, fields, now);
        } catch (QueryException e) {
            params.fault("q", String.valueOf(e.getMessage()));
            return new Query.All();
        }
    }

    private static SortOrder order(QueryParams params, FieldSet fields, String fallback) {
        String text = params.one("sort");
        try {
            return SortOrder.parse(text == null ? fallback : text, fields);
        } catch (QueryException e) {
            params.fault("sort", String.valueOf(e.getMessage()));
            return new SortOrder(List.of());
        }
    }
}
