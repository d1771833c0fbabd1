package dev.tocsin.desk;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Follows the live stream as a browser does: when the connection ends, it comes back with the last
 * id that it saw.
 */
final class Follower implements AutoCloseable {
    private final HttpClient http;
    private final URI address;
    private final String key;
    private final List<Seen> seen = new ArrayList<>();
    private @Nullable String last;
    private @Nullable InputStream body;
    private int connections;
    private boolean closed;

    /** A message; its id is empty when it had none. */
    record Seen(String id, String event, JsonNode data) {}

    Follower(HttpClient http, String address, String key) {
        this.http = http;
        this.address = URI.create(address);
        this.key = key;
        Thread.ofVirtual().name("follower").start(this::follow);
        awaitHello(1);
    }

    /** Ends the connection; the follower comes back by itself. */
    void disconnect() throws IOException {
        InputStream now;
        synchronized (this) {
            now = body;
        }
        if (now != null) {
            now.close();
        }
    }

    /** Waits until it has been greeted as often. */
    void awaitHello(int times) {
        await(_ -> true, "hello", times);
    }

    /** Waits for as many messages of a kind. */
    void await(Predicate<Seen> wanted, String event, int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> seen(event).stream().filter(wanted).count() >= count);
    }

    synchronized List<Seen> seen(String event) {
        return seen.stream().filter(one -> one.event().equals(event)).toList();
    }

    /** The ids of all messages that had one. */
    synchronized List<String> ids() {
        return seen.stream().map(Seen::id).filter(id -> !id.isEmpty()).toList();
    }

    synchronized int connections() {
        return connections;
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
        }
        disconnect();
    }

    private void follow() {
        while (true) {
            try {
                HttpResponse<InputStream> answer =
                        http.send(request(), BodyHandlers.ofInputStream());
                if (!begin(answer.body())) {
                    return;
                }
                read(answer.body());
            } catch (IOException _) {
                // The connection has ended: it comes back.
            } catch (InterruptedException _) {
                return;
            }
            synchronized (this) {
                if (closed) {
                    return;
                }
            }
        }
    }

    private synchronized boolean begin(InputStream now) throws IOException {
        body = now;
        connections++;
        if (closed) {
            now.close();
        }
        return !closed;
    }

    private synchronized HttpRequest request() {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address)
                        .version(HttpClient.Version.HTTP_1_1)
                        .header("Authorization", "Bearer " + key);
        if (last != null) {
            request.header("Last-Event-ID", last);
        }
        return request.build();
    }

    private void read(InputStream from) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
            String id = "";
            String event = "";
            String data = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.isEmpty()) {
                    told(id, event, data);
                    id = "";
                    event = "";
                    data = "";
                }
            }
        }
    }

    /** As a browser: an id counts as soon as its message is whole, also without data. */
    private synchronized void told(String id, String event, String data) throws IOException {
        if (!id.isEmpty()) {
            last = id;
        }
        if (!data.isEmpty()) {
            seen.add(new Seen(id, event, Json.parse(data.getBytes(StandardCharsets.UTF_8))));
        }
    }
}
