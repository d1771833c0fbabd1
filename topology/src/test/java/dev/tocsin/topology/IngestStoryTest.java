package dev.tocsin.topology;

import static dev.tocsin.topology.Sent.failedLogin;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.topic.DeadLetter;
import dev.tocsin.topic.IngestHeaders;
import dev.tocsin.topology.metrics.TopologyMetrics.Counter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestStoryTest {
    @TempDir private Path stateDir;
    private SiemDriver siem;

    @BeforeEach
    void start() {
        siem = new SiemDriver(stateDir);
    }

    @AfterEach
    void stop() {
        siem.close();
    }

    @Test
    void anEventComesOutInEcsWithItsCoordinatesAsId() {
        siem.at("12:00:00").send(failedLogin("alice"));
        ObjectNode event = siem.events().getFirst();
        assertThat(Json.text(event, "event.id")).isEqualTo("tocsin.events.raw.v1-0-0");
        assertThat(Json.text(event, "@timestamp")).isEqualTo("2026-01-01T12:00:00.000Z");
        assertThat(Json.text(event, "event.outcome")).isEqualTo("failure");
        assertThat(Json.text(event, "tocsin.source")).isEqualTo("test");
    }

    @Test
    void bytesThatAreNoJsonObjectBecomeOneDeadLetterWithEverythingThatCame() {
        siem.at("12:00:00").sendText("{\"message\": \"cut off").send(failedLogin("alice"));
        assertThat(siem.deadLetters()).hasSize(1);
        DeadLetter letter = siem.deadLetters().getFirst();
        assertThat(letter.origin()).isEqualTo("tocsin.events.raw.v1-0-0");
        assertThat(letter.stage()).isEqualTo("normalize");
        assertThat(letter.reason()).startsWith("Expected one JSON object, but found: ");
        assertThat(letter.reason()).contains("line 1");
        assertThat(letter.failedAt()).isEqualTo("2026-01-01T12:00:00Z");
        assertThat(new String(letter.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"message\": \"cut off");
        assertThat(IngestHeaders.text(letter.headers(), IngestHeaders.SOURCE)).isEqualTo("test");
        assertThat(siem.events()).as("the pipeline goes on").hasSize(1);
    }

    @Test
    void jsonThatIsNoObjectIsADeadLetterToo() {
        siem.sendText("[1]").sendText("42").sendText("").sendText("{} {}");
        assertThat(siem.deadLetters()).hasSize(4);
        assertThat(siem.events()).isEmpty();
    }

    @Test
    void anEventThatItsSenderRepeatsIsTakenOnce() {
        siem.at("12:00:00").send(failedLogin("alice"), "key-1");
        siem.at("18:00:00").send(failedLogin("alice"), "key-1").send(failedLogin("bob"), "key-2");
        assertThat(siem.events()).hasSize(2);
        assertThat(siem.count(Counter.DUPLICATES)).isEqualTo(1);
    }

    @Test
    void anIdIsForgottenAfterTheWindow() {
        siem.send(failedLogin("alice"), "key-1");
        siem.advance(Duration.ofHours(24)).send(failedLogin("alice"), "key-1");
        assertThat(siem.events()).hasSize(1);
        siem.advance(Duration.ofSeconds(1)).send(failedLogin("alice"), "key-1");
        assertThat(siem.events()).hasSize(2);
    }

    @Test
    void equalEventsWithoutAnIdAreTwoEvents() {
        siem.send(failedLogin("alice")).send(failedLogin("alice"));
        assertThat(siem.events()).hasSize(2);
    }

    @Test
    void anEventFromTheFutureTakesItsArrivalTime() {
        siem.at("12:00:00")
                .send(failedLogin("alice").put("timestamp", "2026-01-01T12:05:01Z"))
                .send(failedLogin("alice").put("timestamp", "2026-01-01T12:05:00Z"));
        assertThat(siem.events())
                .extracting(event -> Json.text(event, "@timestamp"))
                .containsExactly("2026-01-01T12:00:00.000Z", "2026-01-01T12:05:00.000Z");
        assertThat(siem.events().getFirst().path("tags").path(0).asText()).isEqualTo("future-time");
        assertThat(siem.count(Counter.EVENTS_WITH_PROBLEMS)).isEqualTo(1);
    }

    @Test
    void anEventTooLargeForTheBrokerIsADeadLetter() {
        siem.send(failedLogin("x".repeat(999_000)));
        siem.send(failedLogin("x".repeat(300_000)));
        assertThat(siem.deadLetters()).hasSize(1);
        assertThat(siem.deadLetters().getFirst().reason())
                .startsWith("Expected a normalized event of at most 1000000 bytes");
        assertThat(siem.events()).as("smaller without event.original").hasSize(1);
        assertThat(Json.at(siem.events().getFirst(), "event.original")).isNull();
    }

    @Test
    void whatComesInGoesSomewhere() {
        for (int i = 0; i < 300; i++) {
            if (i % 7 == 0) {
                siem.sendText("{broken " + i);
            } else if (i % 5 == 0) {
                siem.send(failedLogin("alice"), "key-" + i % 4);
            } else {
                siem.send(failedLogin("user-" + i));
            }
        }
        assertThat(siem.count(Counter.RAW_RECORDS)).isEqualTo(300);
        assertThat(
                        siem.count(Counter.EVENTS)
                                + siem.count(Counter.DUPLICATES)
                                + siem.count(Counter.DEAD_LETTERS))
                .isEqualTo(300);
        assertThat(siem.events()).hasSize((int) siem.count(Counter.EVENTS));
        assertThat(siem.deadLetters()).hasSize((int) siem.count(Counter.DEAD_LETTERS));
    }
}
