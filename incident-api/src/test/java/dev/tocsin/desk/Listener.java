package dev.tocsin.desk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** Reads the live stream in the background. */
final class Listener implements AutoCloseable {
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final InputStream body;
    private final int status;

    /** One message of the stream. */
    record Message(String id, String event, JsonNode data) {}

    Listener(HttpClient http, HttpRequest request) {
        try {
            HttpResponse<InputStream> response =
                    http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            status = response.statusCode();
            body = response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Thread.ofVirtual().start(this::read);
        if (status == 200) {
            await("hello");
        }
    }

    int status() {
        return status;
    }

    /** Every message so far. */
    List<Message> messages() {
        return List.copyOf(messages);
    }

    /** The messages of one kind so far. */
    List<Message> messages(String event) {
        return messages.stream().filter(m -> m.event().equals(event)).toList();
    }

    /** Waits for a message of a kind. */
    Message await(String event) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> messages(event), found -> !found.isEmpty())
                .getFirst();
    }

    /** The id that a browser would continue from. */
    String lastId() {
        return messages.stream().map(Message::id).filter(id -> !id.isEmpty()).toList().getLast();
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        Map<String, String> fields = new HashMap<>();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                int colon = line.indexOf(": ");
                if (colon > 0) {
                    fields.put(line.substring(0, colon), line.substring(colon + 2));
                } else if (line.isEmpty() && fields.containsKey("event")) {
                    add(fields);
                    fields.clear();
                }
            }
        } catch (IOException _) {
            // Closed by either side.
        }
    }

    private void add(Map<String, String> fields) throws IOException {
        messages.add(
                new Message(
                        fields.getOrDefault("id", ""),
                        fields.getOrDefault("event", ""),
                        Json.parse(
                                fields.getOrDefault("data", "null")
                                        .getBytes(StandardCharsets.UTF_8))));
    }
}
