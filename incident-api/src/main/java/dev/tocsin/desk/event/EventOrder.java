package dev.tocsin.desk.event;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.query.QueryException;
import dev.tocsin.desk.query.SortKey;
import dev.tocsin.desk.query.SortOrder;
import dev.tocsin.json.Json;
import java.util.List;

/**
 * An order of events: by keys, and by id at last, so that no two are equal.
 *
 * @param text as the caller gave it
 */
record EventOrder(String text, ArrayNode sort) {
    static final String NEWEST_FIRST = "-@timestamp";

    private static final String ID = "event.id";

    /** Reads {@code sort}; faults are told by {@link QueryParams#check}. */
    static EventOrder of(QueryParams params, EventSchema schema) {
        String given = params.one("sort");
        String text = given == null ? NEWEST_FIRST : given;
        ArrayNode sort = Json.MAPPER.createArrayNode();
        for (SortKey key : keys(params, text, schema)) {
            EventField field = schema.require(key.field());
            if (!field.sortable()) {
                params.fault(
                        "sort", "Expected a field that has an order, but found " + field.name());
            }
            String mapped = field.isFlattened() ? "keyword" : field.mapped();
            add(sort, field.name(), key.descending(), mapped);
        }
        add(sort, ID, true, "keyword");
        return new EventOrder(text, sort);
    }

    /** By time, the earliest or the latest first. */
    static ArrayNode byTime(boolean descending) {
        ArrayNode sort = Json.MAPPER.createArrayNode();
        add(sort, "@timestamp", descending, "date");
        add(sort, ID, descending, "keyword");
        return sort;
    }

    private static List<SortKey> keys(QueryParams params, String text, EventSchema schema) {
        try {
            return SortOrder.parse(text, schema.filterable()).keys();
        } catch (QueryException e) {
            params.fault("sort", String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    /** An older index may not have the field: its events have no value. */
    private static void add(ArrayNode sort, String field, boolean descending, String mapped) {
        sort.addObject()
                .putObject(field)
                .put("order", descending ? "desc" : "asc")
                .put("missing", "_last")
                .put("unmapped_type", mapped);
    }
}
