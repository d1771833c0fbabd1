package dev.tocsin.connect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.connect.BulkReply.Processed;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads answers of the bulk API. */
final class BulkResults {
    private static final int MAX_REASON = 1_000;
    private static final int MAX_CAUSES = 5;

    private BulkResults() {}

    /**
     * @throws IOException when the body is not an answer for that many documents, as when it was
     *     cut off: nothing is known of the documents then
     */
    static Processed read(byte[] body, int documents) throws IOException {
        JsonNode items = Json.parse(body).path("items");
        if (items.size() != documents) {
            throw new IOException(
                    "Expected results for "
                            + documents
                            + " documents of Elasticsearch, but found "
                            + items.size());
        }
        List<ItemResult> results = new ArrayList<>(documents);
        for (JsonNode item : items) {
            results.add(result(item.path("index")));
        }
        return new Processed(results);
    }

    /** The reason in the body of an error, or the start of the body when it has none. */
    static String reason(byte[] body) {
        try {
            JsonNode error = Json.parse(body).path("error");
            if (error.isObject()) {
                return reason(error);
            }
        } catch (IOException _) {
            // a proxy's error page, for example
        }
        return cut(new String(body, StandardCharsets.UTF_8));
    }

    private static ItemResult result(JsonNode item) {
        int status = item.path("status").asInt();
        JsonNode error = item.path("error");
        if (status / 100 == 2) {
            return new ItemResult.Indexed();
        }
        String reason = reason(error);
        return switch (status) {
            case 409 -> new ItemResult.Stale();
            case 429, 502, 503, 504 -> new ItemResult.Busy(reason);
            case 400 ->
                    isFullCluster(error)
                            ? new ItemResult.Busy(reason)
                            : new ItemResult.Rejected(reason);
            case 413 -> new ItemResult.Rejected(reason);
            case 401, 403, 404 -> new ItemResult.Forbidden(reason);
            default -> new ItemResult.Failed(reason);
        };
    }

    /** No room for another index is the cluster's fault, though Elasticsearch answers 400. */
    private static boolean isFullCluster(JsonNode error) {
        return "validation_exception".equals(error.path("type").asText())
                && error.path("reason").asText().contains("maximum");
    }

    private static String reason(JsonNode error) {
        StringBuilder text = new StringBuilder(error.path("type").asText("unknown"));
        JsonNode at = error;
        for (int i = 0; i < MAX_CAUSES && !at.isMissingNode(); i++) {
            String reason = at.path("reason").asText("");
            if (text.indexOf(reason) < 0) {
                text.append(": ").append(reason);
            }
            at = at.path("caused_by");
        }
        return cut(text.toString());
    }

    private static String cut(@Nullable String text) {
        String all = text == null ? "" : text;
        return all.length() <= MAX_REASON ? all : all.substring(0, MAX_REASON) + "…";
    }
}
