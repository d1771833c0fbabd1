package dev.tocsin.launcher.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.Settings;
import dev.tocsin.launcher.client.RestClient.Answer;
import java.io.IOException;
import java.util.Map;

/** Asks Elasticsearch what is indexed. Thread-safe. */
public final class SearchClient {
    private static final int UNAVAILABLE = 503;
    private static final int NOT_FOUND = 404;

    private final RestClient rest;

    public SearchClient(Settings settings) {
        rest = new RestClient(settings.elasticsearch(), settings.searchHeaders());
    }

    /**
     * How many events are indexed whose id begins with {@code prefix}; 0 while there is no index
     * yet or its shards are starting.
     */
    public long events(String prefix) throws IOException, InterruptedException {
        ObjectNode query = Json.object();
        query.withObject("/query/prefix").put("event.id", prefix);
        Answer answer = rest.send("POST", "/tocsin-events-*/_count", query, Map.of());
        return answer.status() == UNAVAILABLE ? 0 : answer.ok().path("count").asLong();
    }

    /**
     * The hits of the alerts of one rule that have a value in a field; empty before there is one.
     */
    public JsonNode alerts(String rule, String field, String value)
            throws IOException, InterruptedException {
        ObjectNode query = Json.object();
        query.put("size", 100);
        var filter = query.withObject("/query/bool").putArray("filter");
        filter.addObject().putObject("term").put("rule.id", rule);
        filter.addObject().putObject("term").put(field, value);
        Answer answer = rest.send("POST", "/tocsin-alerts*/_search", query, Map.of());
        return answer.status() == UNAVAILABLE || answer.status() == NOT_FOUND
                ? Json.MAPPER.createArrayNode()
                : answer.ok().path("hits").path("hits");
    }
}
