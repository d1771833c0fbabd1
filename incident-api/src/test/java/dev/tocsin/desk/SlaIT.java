package dev.tocsin.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.Json;
import dev.tocsin.testkit.TopicReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Targets by severity, due times, and breaches that are told once by several replicas. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlaIT {
    private static final String SLA = "/api/v1/sla";
    private static final String INCIDENTS = "/api/v1/incidents";

    private DeskDriver desk;
    private DeskServer second;
    private Caller analyst;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
        second = DeskServer.start(desk.config(Map.of()));
        analyst = desk.caller("analyst");
        put(
                """
                {"high":{"acknowledge":"PT1S","contain":"PT1S","resolve":"P2D"},
                 "low":{"acknowledge":"P1D"}}
                """);
    }

    @AfterAll
    void stop() {
        second.close();
        desk.close();
    }

    private Answer put(String targets) {
        return desk.admin()
                .with("If-Match", desk.admin().get(SLA).etag())
                .send("PUT", SLA, "application/json", targets);
    }

    @Test
    void keepsTheTargets() {
        Answer read = analyst.get(SLA);

        assertThat(read.text("high.acknowledge")).isEqualTo("PT1S");
        assertThat(read.text("high.resolve")).isEqualTo("PT48H");
        assertThat(read.json().path("critical").path("resolve").isNull()).isTrue();
    }

    @Test
    void refusesTargetsThatAreBlindStaleWrongOrOfAnotherRole() {
        Caller admin = desk.admin();
        Answer wrong =
                admin.with("If-Match", "\"1\"")
                        .send(
                                "PUT",
                                SLA,
                                "application/json",
                                "{\"high\":{\"contain\":\"soon\",\"x\":1},\"huge\":{},\"low\":{\"resolve\":\"-PT1H\"}}");

        assertThat(wrong.json().path("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/high/contain", "/high/x", "/huge", "/low/resolve");
        assertThat(admin.send("PUT", SLA, "application/json", "{}").status()).isEqualTo(428);
        assertThat(
                        admin.with("If-Match", "\"99\"")
                                .send("PUT", SLA, "application/json", "{}")
                                .status())
                .isEqualTo(412);
        assertThat(
                        desk.caller("responder")
                                .with("If-Match", "*")
                                .send("PUT", SLA, "application/json", "{}")
                                .status())
                .isEqualTo(403);
        assertThat(desk.nobody().get(SLA).status()).isEqualTo(401);
    }

    @Test
    void showsUntilWhenAnIncidentIsToBeTakenUp() {
        Answer opened = analyst.post(INCIDENTS, "{\"title\":\"Calm\",\"severity\":\"low\"}");
        String path = INCIDENTS + "/" + opened.id();

        JsonNode before = analyst.get(path).json().path("sla");
        Answer taken = analyst.patch(path, opened.etag(), "{\"status\":\"in_progress\"}");
        JsonNode after = analyst.get(path).json().path("sla");

        assertThat(before.at("/acknowledge/due_at").asText()).isGreaterThan("2020");
        assertThat(before.at("/acknowledge/breached").asBoolean()).isFalse();
        assertThat(before.path("contain").isNull()).isTrue();
        assertThat(taken.text("acknowledged_at")).isNotNull();
        assertThat(after.at("/acknowledge/reached_at").asText())
                .isEqualTo(taken.text("acknowledged_at"));
        assertThat(analyst.get(INCIDENTS + "?q=id:" + opened.id()).json().at("/items/0/sla"))
                .isEqualTo(after);
    }

    @Test
    void datesResolvingAndForgetsItWhenTheIncidentIsOpenedAgain() {
        Answer opened = analyst.post(INCIDENTS, "{\"title\":\"To and fro\",\"severity\":\"low\"}");
        String path = INCIDENTS + "/" + opened.id();

        Answer resolved = analyst.patch(path, opened.etag(), "{\"status\":\"resolved\"}");
        Answer closed = analyst.patch(path, resolved.etag(), "{\"status\":\"closed\"}");
        Answer again = analyst.patch(path, closed.etag(), "{\"status\":\"in_progress\"}");

        assertThat(resolved.text("resolved_at")).isNotNull();
        assertThat(closed.text("resolved_at")).isEqualTo(resolved.text("resolved_at"));
        assertThat(again.text("resolved_at")).isNull();
        assertThat(again.text("acknowledged_at")).isEqualTo(resolved.text("acknowledged_at"));
    }

    @Test
    void tellsABreachOnceThoughTwoReplicasLook() {
        try (Listener listener = analyst.listen(null);
                TopicReader topic = desk.changes()) {
            String id = analyst.post(INCIDENTS, "{\"title\":\"Late\",\"severity\":\"high\"}").id();
            String path = INCIDENTS + "/" + id;

            await().atMost(Duration.ofSeconds(75))
                    .pollInterval(Duration.ofMillis(200))
                    .untilAsserted(() -> assertThat(breaches(path)).hasSize(2));
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(told(topic, id)).hasSize(2));
            long looked = looks();
            await().atMost(Duration.ofSeconds(75))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> looks() >= looked + 4);

            assertThat(breaches(path)).containsExactlyInAnyOrder("sla/acknowledge", "sla/contain");
            assertThat(told(topic, id)).containsExactlyInAnyOrder("sla/acknowledge", "sla/contain");
            assertThat(analyst.get(path).json().at("/sla/contain/breached").asBoolean()).isTrue();
            assertThat(listener.messages("incident-changed"))
                    .filteredOn(m -> m.data().path("id").asText().equals(id))
                    .hasSizeGreaterThan(1);
            assertThat(counted(desk.server()) + counted(second)).isEqualTo(1);
        }
    }

    /** The breaches of an incident on the topic. */
    private static List<String> told(TopicReader topic, String id) {
        return topic.poll().stream()
                .map(r -> parse(r.value()))
                .filter(c -> c.path("action").asText().equals("breached"))
                .filter(c -> c.path("subject").asText().equals(id))
                .map(c -> c.at("/changes/0/field").asText())
                .toList();
    }

    /** How often the replicas have looked. */
    private long looks() {
        return desk.metric(desk.server(), "tocsin_desk_sla_checks_total")
                + desk.metric(second, "tocsin_desk_sla_checks_total");
    }

    private long counted(DeskServer replica) {
        return desk.metric(replica, "tocsin_desk_sla_breaches_total{target=\"contain\"}");
    }

    private List<String> breaches(String path) {
        List<String> fields = new ArrayList<>();
        for (JsonNode change : analyst.get(path + "/history").json().path("items")) {
            if (change.path("action").asText().equals("breached")) {
                fields.add(change.at("/changes/0/field").asText());
            }
        }
        return fields;
    }

    private static JsonNode parse(byte[] value) {
        try {
            return Json.parse(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
