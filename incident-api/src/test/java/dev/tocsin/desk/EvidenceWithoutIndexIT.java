package dev.tocsin.desk;

import static dev.tocsin.desk.TestAlerts.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Without an Elasticsearch, evidence is what senders sent. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvidenceWithoutIndexIT {
    private static final String INCIDENTS = "/api/v1/incidents";

    private DeskDriver desk;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
    }

    @AfterAll
    void stop() {
        desk.close();
    }

    @Test
    void keepsTheBytesThatAnEventCameIn() {
        byte[] sent = "<13>Nov 30 09:00:00 web-1 sshd: Accepted".getBytes(StandardCharsets.UTF_8);
        sendTo(0, sent);
        desk.stored(alert("alone"));

        String evidence = opened("alone") + "/evidence";

        // The alert names two events; the topic has the first one alone.
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(
                                                desk.admin()
                                                        .get(evidence)
                                                        .json()
                                                        .findValuesAsText("state"))
                                        .containsExactlyInAnyOrder("raw", "missing"));
        for (JsonNode piece : desk.admin().get(evidence).json().path("items")) {
            Answer raw = desk.admin().get(evidence + "/" + piece.path("id").asText() + "/raw");
            if (piece.at("/event/offset").asInt() == 0) {
                assertThat(raw.response().body()).isEqualTo(sent);
            } else {
                assertThat(raw.status()).isEqualTo(404);
            }
        }
    }

    @Test
    void saysThatAnEventCannotBeLookedUp() {
        Answer refused = desk.admin().post(opened() + "/evidence", "{\"event_id\":\"any\"}");

        assertThat(refused.status()).isEqualTo(503);
    }

    private void sendTo(int partition, byte[] value) {
        int key = 0;
        while (desk.send(Topics.EVENTS_RAW, "sender-" + key, value).partition() != partition) {
            key++;
        }
    }

    private String opened(String... alerts) {
        String ids = alerts.length == 0 ? "" : "\"" + String.join("\",\"", alerts) + "\"";
        return INCIDENTS
                + "/"
                + desk.admin()
                        .post(INCIDENTS, "{\"title\":\"Alone\",\"alert_ids\":[" + ids + "]}")
                        .id();
    }
}
