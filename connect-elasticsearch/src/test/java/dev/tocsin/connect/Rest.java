package dev.tocsin.connect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** JSON over HTTP; what does not answer is an empty object. */
final class Rest implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();

    JsonNode get(String url) throws InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url)).GET());
    }

    JsonNode post(String url, String body) throws InterruptedException {
        return send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
    }

    private JsonNode send(HttpRequest.Builder request) throws InterruptedException {
        try {
            return Json.parse(client.send(request.build(), BodyHandlers.ofByteArray()).body());
        } catch (IOException _) {
            return Json.object();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
