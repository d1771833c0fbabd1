package dev.tocsin.launcher.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Reads the API's stream of server-sent events on a thread of its own (HTML standard, server-sent
 * events). The constructor returns when the stream has begun: what happens after is seen.
 */
public final class AlertStream implements AutoCloseable {
    private static final long HELLO_SECONDS = 20;

    private final Consumer<Message> listener;
    private final InputStream body;
    private final HttpClient client;
    private final CountDownLatch begun = new CountDownLatch(1);

    /**
     * One event of the stream.
     *
     * @param type for example {@code alert}
     * @param id for {@code Last-Event-ID}; may be empty
     * @param data its JSON
     */
    public record Message(String type, String id, JsonNode data) {}

    /**
     * Opens the stream and calls the listener for each event, on the reading thread.
     *
     * @throws IOException when the answer is not 200, or nothing is said within 20 s
     */
    public AlertStream(String api, String key, Consumer<Message> listener)
            throws IOException, InterruptedException {
        this.listener = listener;
        this.client = HttpClient.newHttpClient();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(api + "/api/v1/stream"))
                        .header("Authorization", "Bearer " + key)
                        .header("Accept", "text/event-stream")
                        .build();
        HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new IOException(
                    "Expected 200 from the stream at %s, but found %d"
                            .formatted(api, answer.statusCode()));
        }
        body = answer.body();
        Thread.ofPlatform().daemon().name("alert-stream").start(this::read);
        if (!begun.await(HELLO_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException(
                    "Expected the stream at %s to begin, but it is silent".formatted(api));
        }
    }

    @Override
    public void close() throws IOException {
        body.close();
        client.shutdownNow();
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String type = "message";
            String id = "";
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                begun.countDown();
                if (line.isEmpty()) {
                    dispatch(type, id, data);
                    type = "message";
                } else if (line.startsWith("event:")) {
                    type = line.substring("event:".length()).strip();
                } else if (line.startsWith("id:")) {
                    id = line.substring("id:".length()).strip();
                } else if (line.startsWith("data:")) {
                    data.append(line.substring("data:".length()).stripLeading()).append('\n');
                }
            }
        } catch (IOException _) {
            // Closed, by us or by the server: the stream has ended.
            begun.countDown();
        }
    }

    private void dispatch(String type, String id, StringBuilder data) throws IOException {
        if (!data.isEmpty()) {
            JsonNode json = Json.parse(data.toString().getBytes(StandardCharsets.UTF_8));
            data.setLength(0);
            listener.accept(new Message(type, id, json));
        }
    }
}
