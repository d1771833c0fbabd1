package dev.tocsin.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls the API as one caller. Every answer is held against openapi.yaml. */
final class Caller {
    private final HttpClient http;
    private final String base;
    private final Specification specification;
    private final Map<String, String> headers;

    Caller(HttpClient http, String base, Specification specification, Map<String, String> headers) {
        this.http = http;
        this.base = base;
        this.specification = specification;
        this.headers = headers;
    }

    /** This caller with one more header. */
    Caller with(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Caller(http, base, specification, all);
    }

    Answer get(String path) {
        return send("GET", path, null, null);
    }

    Answer delete(String path) {
        return send("DELETE", path, null, null);
    }

    Answer post(String path, String json) {
        return send("POST", path, "application/json", json);
    }

    Answer patch(String path, String etag, String json) {
        return with("If-Match", etag).send("PATCH", path, "application/merge-patch+json", json);
    }

    Answer send(String method, String path, @Nullable String type, @Nullable String body) {
        HttpRequest.Builder request =
                request(path)
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (type != null) {
            request.setHeader("Content-Type", type);
        }
        try {
            Answer answer =
                    new Answer(http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
            assertThat(specification.problems(method, path, answer))
                    .as("%s %s: %s", method, path, answer.text())
                    .isEmpty();
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Opens the live stream. */
    Listener listen(@Nullable String lastEventId) {
        return listen("", lastEventId);
    }

    /** Opens the live stream with parameters. */
    Listener listen(String query, @Nullable String lastEventId) {
        HttpRequest.Builder request = request("/api/v1/stream" + query);
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        return new Listener(http, request.build());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
        headers.forEach(request::header);
        return request;
    }
}
