package dev.tocsin.bridge.http.elasticsearch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.bridge.ItemResult;
import dev.tocsin.json.Json;
import org.jspecify.annotations.Nullable;

/** The answer to a bulk request, item by item, in the order of the request. */
final class BulkAnswer {
    private final ArrayNode items = Json.MAPPER.createArrayNode();
    private boolean errors;

    /** What became of an entry that the gateway took. */
    void add(BulkEntry entry, ItemResult result) {
        switch (result) {
            case ItemResult.Stored stored -> {
                String id = entry.action().id();
                item(entry, 201, id == null ? stored.coordinates() : id)
                        .put("_version", 1)
                        .put("result", "created");
            }
            case ItemResult.DeadLettered(String reason) ->
                    failed(entry, 400, "document_parsing_exception", reason);
            case ItemResult.TooLarge(String reason, boolean _) ->
                    failed(entry, 413, "illegal_argument_exception", reason);
            // 429, not 503: what repeats items at all repeats these.
            case ItemResult.Unavailable(String reason) ->
                    failed(entry, 429, "es_rejected_execution_exception", reason);
        }
    }

    /** The entry has an id that is there already. */
    void conflict(BulkEntry entry) {
        failed(
                entry,
                409,
                "version_conflict_engine_exception",
                "[%s]: version conflict, document already exists".formatted(entry.action().id()));
    }

    ObjectNode toJson(long tookMs) {
        ObjectNode json = Json.object().put("took", tookMs).put("errors", errors);
        json.set("items", items);
        return json;
    }

    /** What became of the entry of a request that has one. */
    ObjectNode only() {
        return (ObjectNode) items.path(0).iterator().next();
    }

    private void failed(BulkEntry entry, int status, String type, String reason) {
        errors = true;
        item(entry, status, entry.action().id()).set("error", ElasticAnswers.error(type, reason));
    }

    private ObjectNode item(BulkEntry entry, int status, @Nullable String id) {
        BulkAction action = entry.action();
        return items.addObject()
                .putObject(action.operation())
                .put("_index", action.index())
                .put("_id", id)
                .put("status", status);
    }
}
