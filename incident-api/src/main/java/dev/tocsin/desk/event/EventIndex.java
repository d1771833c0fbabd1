package dev.tocsin.desk.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Fault;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Elasticsearch with the events: asks it, with limits of time, size and number, and turns what
 * fails into problems. Thread-safe.
 */
final class EventIndex implements AutoCloseable {
    /** The indices of events. */
    static final String INDICES = "tocsin-events-*";

    /** How long Elasticsearch may search. */
    static final Duration SEARCH_TIME = Duration.ofSeconds(10);

    /** The largest answer that is read. */
    static final int MAX_ANSWER_BYTES = 32 * 1024 * 1024;

    /** How many requests may be under way; more wait, and then are turned away. */
    static final int MAX_UNDER_WAY = 16;

    private static final Duration ANSWER_TIME = SEARCH_TIME.plusSeconds(10);
    private static final Duration CONNECT_TIME = Duration.ofSeconds(5);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(2);
    private static final int SERVER_ERROR = 500;
    private static final int MAX_REASON = 300;
    private static final String SEARCH =
            "/" + INDICES + "/_search?ignore_unavailable=true&allow_no_indices=true";
    private static final Logger LOG = LoggerFactory.getLogger(EventIndex.class);

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT_TIME).build();
    private final Semaphore underWay = new Semaphore(MAX_UNDER_WAY);
    private final String base;
    private final @Nullable String authorization;

    /**
     * @param address of Elasticsearch
     * @param authorization the header's value, or null for none
     */
    EventIndex(URI address, @Nullable String authorization) {
        String text = address.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        this.authorization = authorization;
    }

    /**
     * Searches the events.
     *
     * @throws ProblemException 400 when Elasticsearch refuses the search, 503 when it is away
     */
    JsonNode search(ObjectNode body) throws InterruptedException {
        return ask("POST", SEARCH, body.put("timeout", SEARCH_TIME.toMillis() + "ms"));
    }

    /** Asks anything; an empty document when there is nothing at the path. */
    JsonNode ask(String method, String path, @Nullable JsonNode body) throws InterruptedException {
        if (!underWay.tryAcquire(SEARCH_TIME.toMillis(), TimeUnit.MILLISECONDS)) {
            throw ProblemException.unavailable(
                    "Expected fewer than "
                            + MAX_UNDER_WAY
                            + " searches under way, but found as many. Try again in a moment");
        }
        try {
            return answer(client.send(request(method, path, body), BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw failed(e);
        } finally {
            underWay.release();
        }
    }

    /** Whether it answers now. */
    boolean answers() {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(request("GET", "/", null), (_, _) -> true)
                            .timeout(ANSWERS_WITHIN)
                            .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() < SERVER_ERROR;
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

    private HttpRequest request(String method, String path, @Nullable JsonNode body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER_TIME);
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofByteArray(Json.bytes(body)));
        }
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return request.build();
    }

    private static JsonNode answer(HttpResponse<InputStream> response) throws IOException {
        byte[] body = body(response);
        return switch (response.statusCode()) {
            case 200 -> Json.parse(body);
            case 404 -> Json.object();
            case 400 ->
                    throw fault(
                            "q",
                            "Expected a search that Elasticsearch accepts, but found: "
                                    + reason(body));
            case 401, 403 ->
                    throw ProblemException.unavailable(
                            "Expected Elasticsearch to let us in, but it answered "
                                    + response.statusCode()
                                    + ". See ELASTICSEARCH_API_KEY");
            default -> throw new IOException("Elasticsearch answered " + response.statusCode());
        };
    }

    private static byte[] body(HttpResponse<InputStream> response) throws IOException {
        try (InputStream in = response.body()) {
            byte[] body = in.readNBytes(MAX_ANSWER_BYTES + 1);
            if (body.length > MAX_ANSWER_BYTES) {
                throw fault(
                        "limit",
                        "Expected at most "
                                + MAX_ANSWER_BYTES
                                + " bytes of events, but found more. Ask for fewer, or for some members with fields");
            }
            return body;
        }
    }

    private static ProblemException fault(String parameter, String detail) {
        return ProblemException.parameters(List.of(new Fault(parameter, detail)));
    }

    private static String reason(byte[] body) {
        try {
            JsonNode error = Json.parse(body).path("error");
            String reason = error.path("root_cause").path(0).path("reason").asText();
            String text = reason.isEmpty() ? error.path("reason").asText() : reason;
            return text.length() > MAX_REASON ? text.substring(0, MAX_REASON) + "…" : text;
        } catch (IOException _) {
            return "no reason";
        }
    }

    private static ProblemException failed(IOException e) {
        LOG.warn("Expected Elasticsearch to answer, but: {}", e.toString());
        return ProblemException.unavailable(
                "Expected Elasticsearch to answer, but it did not. Try again in a moment");
    }
}
