package dev.tocsin.launcher.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Sends events to the HTTP bridge. Thread-safe. */
public final class IngestClient {
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final URI events;

    /**
     * A client of one bridge.
     *
     * @param base for example {@code http://127.0.0.1:8080}
     */
    public IngestClient(String base) {
        events = URI.create(base + "/events");
    }

    /**
     * What the bridge did with a request.
     *
     * @param accepted events that are durable
     * @param rejected events that are dead letters
     */
    public record Receipt(int accepted, int rejected) {}

    /**
     * Sends one request: an object, an array or NDJSON.
     *
     * @param key the idempotency key, which becomes the event's id; in a batch {@code
     *     <key>-<index>}
     * @throws IOException when the answer is not 200; the message has it
     */
    public Receipt send(byte[] body, String key) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(events)
                        .timeout(Duration.ofSeconds(30))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
        HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(
                    "Expected 200 from %s, but found %d: %s"
                            .formatted(
                                    events,
                                    answer.statusCode(),
                                    new String(answer.body(), StandardCharsets.UTF_8)));
        }
        JsonNode json = Json.parse(answer.body());
        return new Receipt(json.path("accepted").asInt(), json.path("rejected").asInt());
    }
}
