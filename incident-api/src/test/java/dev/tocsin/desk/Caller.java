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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Calls the API as one caller. Every answer is held against openapi.yaml. */
final class Caller {
    private final HttpClient http;
    private final String base;
    private final Specification specification;
    private final Map<String, String> headers;
    private final UnaryOperator<Sent> change;

    Caller(HttpClient http, String base, Specification specification, Map<String, String> headers) {
        this(http, base, specification, headers, UnaryOperator.identity());
    }

    private Caller(
            HttpClient http,
            String base,
            Specification specification,
            Map<String, String> headers,
            UnaryOperator<Sent> change) {
        this.http = http;
        this.base = base;
        this.specification = specification;
        this.headers = headers;
        this.change = change;
    }

    /** This caller with one more header. */
    Caller with(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Caller(http, base, specification, all, change);
    }

    /** This caller, whose requests are changed before they are sent. */
    Caller sending(UnaryOperator<Sent> other) {
        return new Caller(http, base, specification, headers, other);
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
        return send(change.apply(new Sent(method, path, headers, type, body)));
    }

    private Answer send(Sent sent) {
        String body = sent.body();
        HttpRequest.Builder request =
                request(sent.path(), sent.headers())
                        .method(
                                sent.method(),
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (sent.type() != null) {
            request.setHeader("Content-Type", sent.type());
        }
        try {
            Answer answer =
                    new Answer(http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
            assertThat(specification.problems(sent.method(), sent.path(), answer))
                    .as("%s %s: %s", sent.method(), sent.path(), answer.text())
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
        HttpRequest.Builder request = request("/api/v1/stream" + query, headers);
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        return new Listener(http, request.build());
    }

    private HttpRequest.Builder request(String path, Map<String, String> sent) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
        sent.forEach(request::header);
        return request;
    }
}
