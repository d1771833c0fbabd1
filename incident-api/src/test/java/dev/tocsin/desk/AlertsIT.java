package dev.tocsin.desk;

import static dev.tocsin.desk.TestAlerts.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.alert.AlertState;
import dev.tocsin.alert.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertsIT {
    private DeskDriver desk;
    private Caller analyst;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
        analyst = desk.caller("analyst");
    }

    @AfterAll
    void stop() {
        desk.close();
    }

    @Test
    void listsAnAlertFromTheTopic() {
        desk.stored(alert("listed"));

        Answer page = analyst.get("/api/v1/alerts?rule=ssh-brute-force&level=high&limit=500");

        assertThat(page.json().path("items").findValuesAsText("id")).contains("listed");
    }

    @Test
    void keepsTheTriageWhenANewerRevisionComes() {
        Answer first = desk.stored(alert("kept"));
        analyst.patch(
                "/api/v1/alerts/kept",
                first.etag(),
                "{\"status\":\"in_progress\",\"assignee\":\"ada\"}");

        desk.send(alert("kept", 2, AlertState.FINAL, 7, Level.HIGH, "ssh-brute-force"));
        Answer second = desk.awaitRevision("kept", 2);

        assertThat(second.text("tocsin.alert.count")).isEqualTo("7");
        assertThat(second.text("triage.assignee")).isEqualTo("ada");
        assertThat(second.text("version")).isEqualTo("3");
    }

    @Test
    void ignoresAnOlderRevision() {
        desk.stored(alert("newer", 5, AlertState.FINAL, 5, Level.HIGH, "ssh-brute-force"));

        desk.send(alert("newer", 4, AlertState.OPEN, 4, Level.HIGH, "ssh-brute-force"));
        desk.stored(alert("after-the-older"));

        assertThat(analyst.get("/api/v1/alerts/newer").text("tocsin.alert.revision"))
                .isEqualTo("5");
    }

    @Test
    void keepsARetractedAlert() {
        desk.stored(alert("retracted"));

        desk.stored(alert("retracted", 2, AlertState.RETRACTED, 2, Level.LOW, "withdrawn"));

        Answer page = analyst.get("/api/v1/alerts?state=retracted");
        assertThat(page.json().path("items").findValuesAsText("id")).contains("retracted");
    }

    @Test
    void putsWhatIsNoAlertToTheDeadLettersAndGoesOn() {
        desk.send("broken", "{\"no\":\"alert\"}".getBytes(StandardCharsets.UTF_8));
        desk.stored(alert("after-the-broken"));

        try (var letters = desk.deadLetters()) {
            await().until(() -> !letters.poll().isEmpty());
            assertThat(new String(letters.poll().getFirst().value(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"no\":\"alert\"}");
        }
    }

    @Test
    void goesThroughAllPagesWithoutGapOrRepetition() {
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            sent.add("paged-" + i);
            desk.stored(alert("paged-" + i, 1, AlertState.OPEN, i + 1, Level.LOW, "paged"));
        }

        List<String> read = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = analyst.get("/api/v1/alerts?rule=paged&limit=3" + cursor);
            read.addAll(ids(page));
            String next = page.text("next");
            cursor = next == null ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());

        assertThat(read).containsExactlyElementsOf(sent.reversed());
    }

    @Test
    void recordsWhoTriagedAndWhy() {
        Answer alert = desk.stored(alert("recorded"));

        analyst.patch(
                "/api/v1/alerts/recorded",
                alert.etag(),
                "{\"status\":\"closed\",\"verdict\":\"benign\",\"comment\":\"A known scanner\"}");

        Answer history = analyst.get("/api/v1/alerts/recorded/history");
        assertThat(history.json().path("items")).hasSize(1);
        assertThat(history.text())
                .contains("\"field\":\"verdict\",\"from\":null,\"to\":\"benign\"")
                .contains("A known scanner");
    }

    @Test
    void removesTheAssigneeWithNull() {
        Answer alert = desk.stored(alert("assigned"));
        Answer assigned =
                analyst.patch("/api/v1/alerts/assigned", alert.etag(), "{\"assignee\":\"bo\"}");

        Answer removed =
                analyst.patch("/api/v1/alerts/assigned", assigned.etag(), "{\"assignee\":null}");

        assertThat(removed.text("triage.assignee")).isNull();
    }

    @Test
    void namesEveryFaultOfAPatchAtOnce() {
        Answer alert = desk.stored(alert("faulty"));

        Answer answer =
                analyst.patch(
                        "/api/v1/alerts/faulty",
                        alert.etag(),
                        "{\"status\":\"done\",\"verdict\":7,\"colour\":\"red\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/status", "/verdict", "/colour");
    }

    @Test
    void refusesAPatchWithoutOrWithAStaleIfMatch() {
        Answer alert = desk.stored(alert("stale"));
        analyst.patch("/api/v1/alerts/stale", alert.etag(), "{\"status\":\"closed\"}");

        Answer stale = analyst.patch("/api/v1/alerts/stale", alert.etag(), "{\"status\":\"new\"}");
        Answer without = analyst.send("PATCH", "/api/v1/alerts/stale", "application/json", "{}");

        assertThat(stale.status()).isEqualTo(412);
        assertThat(without.status()).isEqualTo(428);
        assertThat(analyst.get("/api/v1/alerts/stale").text("triage.status")).isEqualTo("closed");
    }

    @Test
    void takesNoOperatorFromTheQuery() {
        Answer answer =
                analyst.get("/api/v1/alerts?rule%5B%24ne%5D=x&assignee=%7B%22%24gt%22%3A%22%22%7D");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").findValuesAsText("parameter"))
                .containsExactly("rule[$ne]");
    }

    private static List<String> ids(Answer page) {
        List<String> ids = new ArrayList<>();
        page.json().path("items").forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }
}
