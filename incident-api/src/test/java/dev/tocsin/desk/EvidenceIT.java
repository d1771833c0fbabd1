package dev.tocsin.desk;

import static dev.tocsin.desk.TestAlerts.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Evidence outlives the index that it came from. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvidenceIT {
    private static final String INCIDENTS = "/api/v1/incidents";

    private final ElasticStub elastic;
    private DeskDriver desk;
    private Caller analyst;

    EvidenceIT() throws Exception {
        elastic = new ElasticStub();
    }

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory, Map.of("ELASTICSEARCH_URL", elastic.address()));
        analyst = desk.admin();
    }

    @AfterAll
    void stop() {
        desk.close();
        elastic.close();
    }

    private static ObjectNode event(String message) {
        ObjectNode event = Json.object().put("@timestamp", "2026-11-30T08:00:00.123Z");
        event.put("message", message);
        event.withObject("/tocsin/raw")
                .put("topic", "tocsin.events.raw.v1")
                .put("partition", 3)
                .put("offset", 77);
        return event;
    }

    private String opened() {
        return INCIDENTS + "/" + analyst.post(INCIDENTS, "{\"title\":\"Evidence\"}").id();
    }

    @Test
    void copiesAnEventWhenItIsAddedAndKeepsItWhenTheIndexForgets() throws Exception {
        String evidence = opened() + "/evidence";
        elastic.put("kept", event("rm -rf /"));

        Answer added =
                analyst.post(evidence, "{\"event_id\":\"kept\",\"comment\":\"The command\"}");
        elastic.remove("kept");
        Answer raw = analyst.get(added.header("Location") + "/raw");

        assertThat(added.status()).isEqualTo(201);
        assertThat(added.text("state")).isEqualTo("copied");
        assertThat(added.json().at("/event/offset").asLong()).isEqualTo(77);
        assertThat(added.text("event.timestamp")).isEqualTo("2026-11-30T08:00:00.123Z");
        assertThat(raw.json()).isEqualTo(event("rm -rf /"));
        assertThat(sha256(raw.response().body())).isEqualTo(added.text("sha256"));
        assertThat(analyst.get(evidence).json().at("/items/0")).isEqualTo(added.json());
    }

    @Test
    void asvs321ServesACopyAsAFileAndNeverAsAPage() {
        elastic.put("page", event("<script>alert(1)</script>"));
        Answer added = analyst.post(opened() + "/evidence", "{\"event_id\":\"page\"}");

        Answer raw = analyst.get(added.header("Location") + "/raw");

        assertThat(raw.header("Content-Disposition"))
                .matches("attachment; filename=\"INC-[0-9-]+[0-9a-f]+\\.json\"");
        assertThat(raw.mediaType()).isEqualTo("application/octet-stream");
        assertThat(raw.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void keepsTheDigestOfWhatIsTooLargeToKeep() {
        elastic.put("large", event("x".repeat(1_100_000)));

        Answer added = analyst.post(opened() + "/evidence", "{\"event_id\":\"large\"}");

        assertThat(added.text("state")).isEqualTo("too_large");
        assertThat(added.json().path("size").asLong()).isGreaterThan(1_100_000);
        assertThat(added.text("sha256")).hasSize(64);
        assertThat(analyst.get(added.header("Location") + "/raw").status()).isEqualTo(404);
    }

    @Test
    void deletesAPieceButNotItsDigest() {
        String incident = opened();
        elastic.put("deleted", event("private"));
        Answer added = analyst.post(incident + "/evidence", "{\"event_id\":\"deleted\"}");
        String one = String.valueOf(added.header("Location"));

        assertThat(analyst.delete(one).status()).isEqualTo(428);
        assertThat(analyst.with("If-Match", "\"9\"").delete(one).status()).isEqualTo(412);
        assertThat(desk.caller("viewer").with("If-Match", added.etag()).delete(one).status())
                .isEqualTo(403);
        assertThat(analyst.with("If-Match", added.etag()).delete(one).status()).isEqualTo(204);
        assertThat(analyst.get(one).status()).isEqualTo(404);
        assertThat(analyst.get(one + "/raw").status()).isEqualTo(404);
        assertThat(analyst.get(incident + "/evidence").json().path("items")).isEmpty();
        assertThat(analyst.get(incident + "/history").text())
                .contains("\"from\":\"" + added.text("sha256") + "\",\"to\":null");
    }

    @Test
    void refusesWhatIsNoEventOrEvidenceAlready() {
        String evidence = opened() + "/evidence";
        elastic.put("twice", event("twice"));
        desk.stored(alert("other-alert"));
        analyst.post(evidence, "{\"event_id\":\"twice\"}");

        assertThat(analyst.post(evidence, "{\"event_id\":\"twice\"}").status()).isEqualTo(409);
        assertThat(analyst.post(evidence, "{\"event_id\":\"unknown\"}").status()).isEqualTo(422);
        assertThat(analyst.post(evidence, "{}").status()).isEqualTo(422);
        assertThat(
                        analyst.post(
                                        evidence,
                                        "{\"event_id\":\"twice\",\"alert_id\":\"other-alert\"}")
                                .status())
                .isEqualTo(422);
        assertThat(
                        analyst.post(evidence, "{\"event_id\":\"x\",\"alert_id\":\"no-alert\"}")
                                .status())
                .isEqualTo(422);
        assertThat(analyst.post(INCIDENTS + "/none/evidence", "{\"event_id\":\"twice\"}").status())
                .isEqualTo(404);
    }

    @Test
    void copiesTheEventsOfAnEscalatedAlertWhenTheyAreFound() {
        desk.stored(alert("escalated"));
        String incident =
                INCIDENTS
                        + "/"
                        + analyst.post(
                                        INCIDENTS,
                                        "{\"title\":\"Up\",\"alert_ids\":[\"escalated\"]}")
                                .id();

        Answer before = analyst.get(incident + "/evidence");
        elastic.put("escalated-0", event("first"));
        elastic.put("escalated-1", event("second"));

        assertThat(before.json().findValuesAsText("state")).containsExactly("pending", "pending");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(
                                                analyst.get(incident + "/evidence")
                                                        .json()
                                                        .findValuesAsText("state"))
                                        .containsExactly("copied", "copied"));
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
