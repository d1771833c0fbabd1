package dev.tocsin.desk.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.query.Query;
import dev.tocsin.desk.query.QueryException;
import dev.tocsin.desk.query.QueryParser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which alerts a request is about. */
sealed interface BulkSelection {
    /** How many alerts one request may select. */
    int MAX_ALERTS = 500;

    /** The most characters of an id. */
    int MAX_ID = 200;

    /** The members that say it. */
    Set<String> MEMBERS = Set.of("alerts", "q", "count");

    /**
     * One of the selected alerts.
     *
     * @param id its id
     * @param version the version that the caller has seen; null for whichever is there
     */
    record Item(String id, @Nullable Long version) {}

    /** Those that are named. */
    record Named(List<Item> items) implements BulkSelection {}

    /**
     * Those that a filter finds, as lists show them.
     *
     * @param count how many the caller saw
     */
    record Found(Query query, long count) implements BulkSelection {}

    /** Reads it; faults are told with those of the fields. */
    static BulkSelection read(ObjectNode body, Fields fields, Instant now) {
        if (body.has("q") == body.has("alerts")) {
            fields.fault(
                    "alerts",
                    "Expected either alerts, or q and count, but found "
                            + (body.has("q") ? "both" : "none"));
        }
        return body.has("q") ? found(body, fields, now) : named(body, fields);
    }

    private static BulkSelection found(ObjectNode body, Fields fields, Instant now) {
        Query query = new Query.All();
        try {
            JsonNode q = body.path("q");
            query = QueryParser.parse(q.isTextual() ? q.textValue() : "", AlertFields.ALL, now);
        } catch (QueryException e) {
            fields.fault("q", String.valueOf(e.getMessage()));
        }
        String what = "how many alerts the filter found, from 1";
        Long count = fields.optionalCount("count", what);
        if (!fields.has("count")) {
            fields.fault("count", "Expected " + what + ", but found none");
        }
        return new Found(query, count == null ? 0 : count);
    }

    private static BulkSelection named(ObjectNode body, Fields fields) {
        if (body.has("count")) {
            fields.fault("count", "Expected no count beside alerts, but found one");
        }
        if (body.path("alerts").isEmpty()) {
            fields.fault(
                    "alerts",
                    "Expected an array of 1 to " + MAX_ALERTS + " alerts, but found none");
        }
        List<Item> items = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Fields alert : fields.objects("alerts", MAX_ALERTS, Set.of("id", "version"))) {
            Item item =
                    new Item(
                            alert.text("id", MAX_ID),
                            alert.optionalCount("version", "an integer from 1"));
            if (!item.id().isEmpty() && !seen.add(item.id())) {
                alert.fault("id", "Expected each alert once, but found it a second time");
            }
            items.add(item);
        }
        return new Named(List.copyOf(items));
    }
}
