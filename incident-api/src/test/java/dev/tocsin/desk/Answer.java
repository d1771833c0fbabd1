package dev.tocsin.desk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** An answer of the API. */
record Answer(HttpResponse<byte[]> response) {
    int status() {
        return response.statusCode();
    }

    @Nullable String header(String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    String etag() {
        return response.headers().firstValue("ETag").orElseThrow();
    }

    String mediaType() {
        return response.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
    }

    boolean isJson() {
        return mediaType().endsWith("json")
                && !mediaType().endsWith("ndjson")
                && response.body().length > 0;
    }

    String text() {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    JsonNode json() {
        try {
            return Json.parse(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(text(), e);
        }
    }

    /** The text at a field of the body. */
    @Nullable String text(String field) {
        return Json.text(json(), field);
    }

    /** The id of the resource. */
    String id() {
        return json().path("id").asText();
    }
}
