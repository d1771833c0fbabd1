package dev.tocsin.desk;

import static dev.tocsin.desk.TestAlerts.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * An alert is escalated before its events are searchable, with a real Elasticsearch: the incident
 * has its evidence at once, and the copies by itself.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedEventServer.class)
class LateEventsIT {
    private static final String INCIDENTS = "/api/v1/incidents";

    private final EventServer server;
    private DeskDriver desk;
    private Caller analyst;

    LateEventsIT(EventServer server) {
        this.server = server;
    }

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory, Map.of("ELASTICSEARCH_URL", server.address().toString()));
        analyst = desk.caller("analyst");
    }

    @AfterAll
    void stop() {
        desk.close();
    }

    @Test
    void copiesEventsThatElasticsearchGetsLater() throws Exception {
        desk.stored(alert("hasty"));
        String evidence =
                INCIDENTS
                        + "/"
                        + analyst.post(INCIDENTS, "{\"title\":\"Hasty\",\"alert_ids\":[\"hasty\"]}")
                                .id()
                        + "/evidence";
        assertThat(analyst.get(evidence).json().findValuesAsText("state"))
                .containsExactly("pending", "pending");

        server.index("2026.01.01", Map.of("hasty-0", event(0)));
        awaitStates(evidence, "copied", "pending");
        server.index("2026.01.01", Map.of("hasty-1", event(1)));
        awaitStates(evidence, "copied", "copied");

        for (JsonNode piece : analyst.get(evidence).json().path("items")) {
            int number = piece.at("/event/offset").asInt();
            Answer raw = analyst.get(evidence + "/" + piece.path("id").asText() + "/raw");
            assertThat(raw.json()).isEqualTo(event(number));
        }
    }

    private void awaitStates(String evidence, String... states) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                assertThat(analyst.get(evidence).json().findValuesAsText("state"))
                                        .containsExactlyInAnyOrder(states));
    }

    private static ObjectNode event(int number) {
        ObjectNode event = Json.object().put("@timestamp", "2026-01-01T12:00:00.000Z");
        event.withObject("/event").put("id", "hasty-" + number);
        event.put("message", "Failed password " + number);
        return event;
    }
}
