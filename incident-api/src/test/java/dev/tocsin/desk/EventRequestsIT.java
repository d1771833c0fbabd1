package dev.tocsin.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is asked of events, Elasticsearch is never asked for what it cannot answer. Set {@code
 * tocsin.desk.requests} for more requests and {@code tocsin.desk.seed} for the same ones.
 */
@ExtendWith(SharedEventServer.class)
class EventRequestsIT {
    private static final int REQUESTS = Integer.getInteger("tocsin.desk.requests", 1_500);
    private static final long SEED = Long.getLong("tocsin.desk.seed", 20_261_130);

    @Test
    void everyRequestForEventsGetsAnAnswerThatIsNoFaultOfTheServer(
            EventServer server, @TempDir Path directory) throws Exception {
        server.index("2026.11.28", events());
        try (DeskDriver desk =
                new DeskDriver(
                        directory, Map.of("ELASTICSEARCH_URL", server.address().toString()))) {
            Caller viewer = desk.caller("viewer");
            List<String> fields = new ArrayList<>();
            viewer.get("/api/v1/events/fields")
                    .json()
                    .path("items")
                    .forEach(field -> fields.add(field.path("name").asText()));
            EventRequestDraw draw = new EventRequestDraw(new SplittableRandom(SEED), fields);
            Map<Integer, Integer> statuses = new TreeMap<>();
            List<String> faults = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                String request = draw.next();
                Answer answer = viewer.get(request);
                draw.learn(answer);
                statuses.merge(answer.status(), 1, Integer::sum);
                if (answer.status() >= 500) {
                    faults.add(request + "\n  gave " + answer.status() + " " + answer.text());
                }
            }
            assertThat(faults)
                    .as("Faults of %d requests with -Dtocsin.desk.seed=%d", REQUESTS, SEED)
                    .isEmpty();
            assertThat(statuses.getOrDefault(200, 0))
                    .as("Good ones and bad ones are among what is drawn: %s", statuses)
                    .isBetween(REQUESTS / 10, REQUESTS / 2);
        }
    }

    private static Map<String, JsonNode> events() {
        Map<String, JsonNode> events = new LinkedHashMap<>();
        for (int i = 0; i < 50; i++) {
            ObjectNode event = Json.object();
            event.put("@timestamp", "2026-11-28T09:00:%02dZ".formatted(i));
            event.withObject("/event").put("id", "asked-" + i).put("action", "connect");
            event.withObject("/source").put("ip", i % 2 == 0 ? "10.0.0." + i : "2001:db8::" + i);
            event.withObject("/user").put("name", "alice");
            event.put("message", "Session " + i + " is over");
            event.withObject("/winlog/event_data").put("LogonType", "3");
            events.put("asked-" + i, event);
        }
        return events;
    }
}
