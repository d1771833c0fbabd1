package dev.tocsin.bridge.http.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.bridge.http.Sender;
import dev.tocsin.json.Json;
import dev.tocsin.token.IngestToken;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the actions of one request: {@code {"create":{"_index":"logs","_id":"7"}}}. */
final class ActionLine {
    /** The index of documents for which the sender names none. */
    static final String NO_INDEX = "events";

    /** The longest id, in UTF-8, as Elasticsearch has it. */
    static final int MAX_ID_BYTES = 512;

    /** The longest name of an index, in UTF-8, as Elasticsearch has it. */
    static final int MAX_INDEX_BYTES = 255;

    private static final Set<String> OPERATIONS = Set.of("index", "create", "update", "delete");

    private final String defaultIndex;
    private final @Nullable String defaultPipeline;

    /**
     * @param defaultIndex where a line names none
     * @param defaultPipeline where a line names none
     */
    ActionLine(String defaultIndex, @Nullable String defaultPipeline) {
        this.defaultIndex = defaultIndex;
        this.defaultPipeline = defaultPipeline;
    }

    /** What a request says for all its actions, in its path and its query. */
    static ActionLine of(Context ctx, Sender sender) {
        String index = ctx.pathParamMap().getOrDefault("index", NO_INDEX);
        // The pipeline of a token says more than the one of a request, whose name is Elastic's.
        String pipeline = sender.pipeline() == null ? ctx.queryParam("pipeline") : null;
        return new ActionLine(index, pipeline);
    }

    /** The action of a request that has one document, and names it in its path. */
    BulkAction named(String operation, @Nullable String id) {
        return new BulkAction(
                operation, defaultIndex, id, pipeline(null), defect(operation, defaultIndex, id));
    }

    /** Reads a line; null when it is no action at all. */
    @Nullable BulkAction read(byte[] body, int from, int to) {
        JsonNode json;
        try {
            json = Json.MAPPER.readTree(body, from, to - from);
        } catch (IOException e) {
            return null;
        }
        if (!isAction(json)) {
            return null;
        }
        Map.Entry<String, JsonNode> only = json.properties().iterator().next();
        return checked(only.getKey(), only.getValue());
    }

    private static boolean isAction(JsonNode json) {
        return json.isObject()
                && json.size() == 1
                && OPERATIONS.contains(json.fieldNames().next())
                && json.iterator().next().isObject();
    }

    /** What stands for the action where there is none. */
    BulkAction none(String defect) {
        return new BulkAction("index", defaultIndex, null, null, defect);
    }

    private BulkAction checked(String operation, JsonNode members) {
        String index = orElse(text(members, "_index"), defaultIndex);
        String id = text(members, "_id");
        String pipeline = pipeline(text(members, "pipeline"));
        return new BulkAction(operation, index, id, pipeline, defect(operation, index, id));
    }

    private static @Nullable String defect(String operation, String index, @Nullable String id) {
        if (!operation.equals("index") && !operation.equals("create")) {
            return "Expected index or create, but found " + operation + ": events do not change";
        }
        if (length(index) > MAX_INDEX_BYTES) {
            return "Expected _index to have at most %d bytes, but found %d"
                    .formatted(MAX_INDEX_BYTES, length(index));
        }
        if (id != null && (id.isEmpty() || length(id) > MAX_ID_BYTES)) {
            return "Expected _id to have 1 to %d bytes, but found %d"
                    .formatted(MAX_ID_BYTES, length(id));
        }
        return null;
    }

    private @Nullable String pipeline(@Nullable String named) {
        String pipeline = named == null ? defaultPipeline : named;
        boolean hint =
                pipeline != null
                        && !pipeline.equals("_none")
                        && IngestToken.PIPELINE.matcher(pipeline).matches();
        return hint ? pipeline : null;
    }

    private static @Nullable String text(JsonNode members, String name) {
        JsonNode value = members.get(name);
        return value == null || !value.isValueNode() || value.isNull() ? null : value.asText();
    }

    private static String orElse(@Nullable String text, String otherwise) {
        return text == null || text.isEmpty() ? otherwise : text;
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
