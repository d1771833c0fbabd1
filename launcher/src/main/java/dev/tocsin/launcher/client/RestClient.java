package dev.tocsin.launcher.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends and reads JSON over HTTP: the API, and Elasticsearch. Thread-safe. */
public final class RestClient {
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String base;
    private final Map<String, String> headers;

    /**
     * A client of one server.
     *
     * @param base address without a slash at the end
     * @param headers sent with each request, for example {@code Authorization}
     */
    public RestClient(String base, Map<String, String> headers) {
        this.base = base;
        this.headers = Map.copyOf(headers);
    }

    /**
     * An answer.
     *
     * @param status the HTTP status
     * @param etag the entity tag, or null
     * @param body the JSON; a missing node when there is none
     */
    public record Answer(int status, @Nullable String etag, JsonNode body) {
        /**
         * The body of a 2xx.
         *
         * @throws IOException when the status is another; the message has the body
         */
        public JsonNode ok() throws IOException {
            if (status / 100 != 2) {
                throw new IOException("Expected 2xx, but found " + status + ": " + body);
            }
            return body;
        }
    }

    /** Any text, as a part of a path or of a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Gets a resource. */
    public Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, null, Map.of());
    }

    /** Sends a request; {@code body} null for none. */
    public Answer send(
            String method, String path, @Nullable JsonNode body, Map<String, String> more)
            throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(more);
        if (body != null) {
            all.putIfAbsent("Content-Type", "application/json");
        }
        return sendBytes(method, path, body == null ? null : Json.bytes(body), all);
    }

    /** Sends a request with any body; {@code body} null for none. */
    public Answer sendBytes(
            String method, String path, byte @Nullable [] body, Map<String, String> more)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).timeout(Duration.ofSeconds(30));
        more.forEach(request::setHeader);
        request.method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
        return new Answer(
                answer.statusCode(),
                answer.headers().firstValue("ETag").orElse(null),
                json(answer.body()));
    }

    /**
     * Gets a resource of any size into a file, which only its owner can read.
     *
     * @throws IOException when the status is no 2xx, or the connection ends before the resource
     */
    public void download(String path, Path file) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                client.send(request(path).build(), BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() / 100 != 2) {
                new Answer(answer.statusCode(), null, json(body.readAllBytes())).ok();
            }
            OwnerOnly.write(file, body);
        }
    }

    /** Posts a file of any size. */
    public Answer upload(String path, Path file, String type)
            throws IOException, InterruptedException {
        HttpRequest request =
                request(path)
                        .setHeader("Content-Type", type)
                        .POST(BodyPublishers.ofFile(file))
                        .build();
        HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
        return new Answer(answer.statusCode(), null, json(answer.body()));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        headers.forEach(request::header);
        return request;
    }

    private static JsonNode json(byte[] body) {
        try {
            return Json.parse(body);
        } catch (IOException _) {
            return Json.MAPPER.getNodeFactory().textNode(new String(body, StandardCharsets.UTF_8));
        }
    }
}
