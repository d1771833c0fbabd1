package dev.tocsin.desk.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Finds an event by its id in Elasticsearch. */
public final class EventLookup implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(2);
    private static final int SERVER_ERROR = 500;

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final URI search;
    private final @Nullable String authorization;

    /**
     * @param address of Elasticsearch
     * @param authorization the header's value, or null for none
     */
    public EventLookup(URI address, @Nullable String authorization) {
        String base = address.toString();
        this.search =
                URI.create(
                        (base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
                                + "/tocsin-events-*/_search?ignore_unavailable=true&allow_no_indices=true");
        this.authorization = authorization;
    }

    /**
     * The event of an id, or null.
     *
     * @throws IOException when Elasticsearch does not answer, or with an error
     */
    public @Nullable JsonNode find(String id) throws IOException, InterruptedException {
        HttpResponse<byte[]> response =
                client.send(request(id), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException("Elasticsearch answered " + response.statusCode());
        }
        JsonNode hits = Json.parse(response.body()).path("hits").path("hits");
        return hits.isEmpty() ? null : hits.get(0).path("_source");
    }

    /** Whether Elasticsearch answers now. */
    public boolean answers() {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(search.resolve("/")).timeout(ANSWERS_WITHIN);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode()
                    < SERVER_ERROR;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private HttpRequest request(String id) {
        ObjectNode body = Json.object().put("size", 1);
        body.withObject("/query/ids").putArray("values").add(id);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(search)
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return request.build();
    }
}
