package dev.tocsin.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.ApiKeyFile;
import dev.tocsin.launcher.Settings;
import dev.tocsin.launcher.client.AlertStream;
import dev.tocsin.launcher.client.AmqpSender;
import dev.tocsin.launcher.client.IngestClient;
import dev.tocsin.launcher.client.RestClient;
import dev.tocsin.launcher.client.SearchClient;
import dev.tocsin.launcher.demo.StoryEvent.Door;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * Plays the {@link Story} to a running machine through both doors, shows the alerts as they arrive,
 * and makes an incident of them.
 */
public final class Demo {
    private static final int BATCH = 20;
    private static final long QUIET = TimeUnit.SECONDS.toNanos(3);
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(60);

    private final Settings settings;
    private final PrintStream out;
    private final String id;
    private final List<StoryEvent> story;
    private final String key;
    private final Map<String, JsonNode> alerts = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Long> arrivals = new ConcurrentLinkedQueue<>();

    /**
     * A demonstration.
     *
     * @param out where the alerts are shown
     * @throws IOException when there is no API key
     */
    public Demo(Settings settings, Instant now, PrintStream out) throws IOException {
        this.settings = settings;
        this.out = out;
        int run = (int) (now.getEpochSecond() % 100_000);
        this.id = "demo-" + run;
        this.story = Story.tell(now, run);
        this.key = ApiKeyFile.of(settings);
    }

    /**
     * What came of it.
     *
     * @param events how many were sent
     * @param indexed how many of them Elasticsearch has
     * @param alerts how many different alerts arrived
     * @param rules the rules that fired, sorted
     * @param incident the incident's number
     * @param incidentId its id in the API
     */
    public record Outcome(
            int events,
            long indexed,
            int alerts,
            List<String> rules,
            String incident,
            String incidentId) {
        /** The line for {@code --json}. */
        public ObjectNode json() {
            ObjectNode json = Json.object();
            json.put("events", events);
            json.put("indexed", indexed);
            json.put("alerts", alerts);
            rules.forEach(json.putArray("rules")::add);
            json.put("incident", incident);
            return json;
        }
    }

    /** Plays it. */
    public Outcome play() throws IOException, InterruptedException {
        long indexed;
        try (AlertStream _ = new AlertStream(settings.api(), key, this::arrived)) {
            send();
            indexed = awaitIndexed();
            awaitQuiet();
        }
        JsonNode incident = createIncident();
        return new Outcome(
                story.size(),
                indexed,
                alerts.size(),
                List.copyOf(new TreeSet<>(alerts.values().stream().map(Demo::rule).toList())),
                incident.path("number").asText(incident.path("id").asText()),
                incident.path("id").asText());
    }

    private void arrived(AlertStream.Message message) {
        JsonNode alert = message.data();
        if (!message.type().equals("alert") || !isOfThisRun(alert)) {
            return;
        }
        arrivals.add(System.nanoTime());
        if (alerts.put(alert.path("event").path("id").asText(), alert) == null) {
            out.printf(
                    "  %-13s %-24s %s%n",
                    alert.path("tocsin").path("alert").path("level").asText(),
                    rule(alert),
                    alert.path("message").asText());
        }
    }

    /** Somebody else may be sending events to the same machine. */
    private boolean isOfThisRun(JsonNode alert) {
        for (JsonNode evidence : alert.path("tocsin").path("alert").path("evidence")) {
            if (evidence.path("id").asText().startsWith(id + "-")) {
                return true;
            }
        }
        return false;
    }

    private void send() throws IOException, InterruptedException {
        IngestClient http = new IngestClient(settings.ingest());
        try (AmqpSender amqp = new AmqpSender(settings.rabbit())) {
            int at = 0;
            int request = 0;
            while (at < story.size()) {
                StringBuilder lines = new StringBuilder();
                int end = Math.min(at + BATCH, story.size());
                for (; at < end; at++) {
                    StoryEvent event = story.get(at);
                    if (event.door() == Door.HTTP) {
                        lines.append(event.body()).append('\n');
                    } else {
                        amqp.send(Json.bytes(event.body()), id + "-amqp-" + at);
                    }
                }
                amqp.confirm();
                if (!lines.isEmpty()) {
                    byte[] body = lines.toString().getBytes(StandardCharsets.UTF_8);
                    http.send(body, id + "-http-" + request++);
                }
            }
        }
    }

    /** Until the first alert has come and then none for three seconds, or a minute has passed. */
    private void awaitQuiet() throws InterruptedException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < LONGEST) {
            long last = start;
            for (long arrival : arrivals) {
                last = Math.max(start, arrival);
            }
            if (!arrivals.isEmpty() && System.nanoTime() - last > QUIET) {
                return;
            }
            Thread.sleep(100);
        }
    }

    private JsonNode createIncident() throws IOException, InterruptedException {
        RestClient desk = new RestClient(settings.api(), Map.of("Authorization", "Bearer " + key));
        ObjectNode incident = Json.object();
        incident.put("title", "Break-in by way of bastion-1, followed to the cloud account");
        incident.put("severity", "critical");
        alerts.keySet().stream().sorted().forEach(incident.putArray("alert_ids")::add);
        return desk.send("POST", "/api/v1/incidents", incident, Map.of()).ok();
    }

    /** Until Elasticsearch has every event, or a minute has passed. */
    private long awaitIndexed() throws IOException, InterruptedException {
        SearchClient search = new SearchClient(settings);
        long deadline = System.nanoTime() + LONGEST;
        long count;
        do {
            Thread.sleep(200);
            count = search.events(id + "-");
        } while (count < story.size() && System.nanoTime() < deadline);
        return count;
    }

    private static String rule(JsonNode alert) {
        return alert.path("rule").path("id").asText();
    }
}
