package dev.tocsin.connect.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends requests to a cluster. After a request that no node answered, the next one goes to the next
 * address. Never retries by itself. Thread-safe.
 */
public final class ElasticsearchClient implements AutoCloseable {
    private static final String JSON = "application/json";
    private static final String NDJSON = "application/x-ndjson";

    private final List<URI> nodes;
    private final String authorization;
    private final Duration readTimeout;
    private final HttpClient http;
    private final AtomicInteger node = new AtomicInteger();

    /**
     * A client that opens its connections when they are needed.
     *
     * @param nodes base addresses, at least one
     * @param credentials sent with each request
     * @param connectTimeout for opening a connection
     * @param readTimeout for a whole answer
     */
    public ElasticsearchClient(
            List<URI> nodes,
            Credentials credentials,
            Duration connectTimeout,
            Duration readTimeout) {
        this.nodes = List.copyOf(nodes);
        this.authorization = credentials.header();
        this.readTimeout = readTimeout;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(connectTimeout)
                        .build();
    }

    /**
     * What a node answered.
     *
     * @param status HTTP status
     * @param body the whole body
     */
    public record Answer(int status, byte[] body) {
        /** Whether the status is 2xx. */
        public boolean ok() {
            return status / 100 == 2;
        }
    }

    /** A request without a body. */
    public Answer send(String method, String path) throws IOException, InterruptedException {
        return send(method, path, JSON, BodyPublishers.noBody());
    }

    /** A request with a JSON body. */
    public Answer send(String method, String path, byte[] json)
            throws IOException, InterruptedException {
        return send(method, path, JSON, BodyPublishers.ofByteArray(json));
    }

    /** A request whose body is the parts in their order, as newline-delimited JSON. */
    public Answer sendLines(String path, Iterable<byte[]> parts)
            throws IOException, InterruptedException {
        return send("POST", path, NDJSON, BodyPublishers.ofByteArrays(parts));
    }

    private Answer send(String method, String path, String contentType, BodyPublisher body)
            throws IOException, InterruptedException {
        int at = node.get();
        URI base = nodes.get(Math.floorMod(at, nodes.size()));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(withoutSlash(base) + path))
                        .timeout(readTimeout)
                        .header("Content-Type", contentType)
                        .method(method, body);
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            node.compareAndSet(at, at + 1);
            throw new IOException(
                    "Expected an answer of Elasticsearch at " + base + ", but found " + e, e);
        }
    }

    private static String withoutSlash(URI base) {
        String text = base.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** Gives up requests that are under way. */
    @Override
    public void close() {
        http.shutdownNow();
    }
}
