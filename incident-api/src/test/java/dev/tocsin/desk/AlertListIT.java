package dev.tocsin.desk;

import static dev.tocsin.desk.TestAlerts.alert;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.AlertState;
import dev.tocsin.alert.Level;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertListIT {
    private static final List<Level> LEVELS =
            List.of(Level.INFORMATIONAL, Level.LOW, Level.MEDIUM, Level.HIGH);

    private DeskDriver desk;
    private Caller analyst;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
        analyst = desk.caller("analyst");
        for (int i = 0; i < 12; i++) {
            Level level = LEVELS.get(i % LEVELS.size());
            desk.stored(alert("a" + i, 1, AlertState.OPEN, 1 + i / 4, level, "rule-" + i % 3));
        }
        change("a1", "{\"status\":\"in_progress\",\"assignee\":\"ada\"}");
        change(
                "a2",
                "{\"status\":\"closed\",\"verdict\":\"benign\",\"assignee\":\"=HYPERLINK(1)\"}");
    }

    @AfterAll
    void stop() {
        desk.close();
    }

    @Test
    void filtersByTheLanguage() {
        assertThat(ids("level:>=medium and not status:closed", "")).doesNotContain("a0", "a2");
        assertThat(ids("assignee:ada", "")).containsExactly("a1");
        assertThat(ids("verdict:* or status:in_progress", ""))
                .containsExactlyInAnyOrder("a1", "a2");
        assertThat(ids("source.ip:198.51.100.0/24 rule:rule-0", ""))
                .containsExactlyInAnyOrder("a0", "a3", "a6", "a9");
        assertThat(ids("count:3", "")).hasSize(4);
        assertThat(ids("updated_at:>now-1h", "")).hasSize(12);
        assertThat(ids("failures", "")).hasSize(12);
        assertThat(ids("process.name:x", "")).isEmpty();
    }

    @Test
    void combinesTheLanguageWithTheOlderParameters() {
        assertThat(ids("rule:rule-2", "&status=closed&level=medium")).containsExactly("a2");
    }

    @Test
    void sortsByAnyFieldsAndPagesThroughTies() {
        List<String> whole = ids("", "&sort=-level,assignee&limit=500");
        List<String> paged = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = analyst.get("/api/v1/alerts?sort=-level,assignee&limit=5" + cursor);
            paged.addAll(ids(page));
            String next = page.text("next");
            cursor = next == null ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());

        assertThat(paged).hasSize(12).isEqualTo(whole);
        assertThat(whole.subList(0, 3)).containsExactlyInAnyOrder("a3", "a7", "a11");
        assertThat(whole.indexOf("a1")).as("A value comes before none").isEqualTo(6);
    }

    @Test
    void tellsOnlyTheMembersThatAreWanted() {
        Answer page = analyst.get("/api/v1/alerts?q=id:a1&fields=triage.assignee,rule.id,nothing");

        assertThat(page.json().path("items").get(0).toString())
                .isEqualTo(
                        "{\"id\":\"a1\",\"triage\":{\"assignee\":\"ada\"},\"rule\":{\"id\":\"rule-1\"}}");
    }

    @Test
    void namesAllFaultsAtOnce() {
        Answer answer =
                analyst.get(
                        "/api/v1/alerts?q=level:huge&sort=levle&limit=0&cursor=x&status=odd&z=1");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").findValuesAsText("parameter"))
                .contains("q", "sort", "limit", "cursor", "status", "z");
        assertThat(answer.text())
                .contains(
                        "at character 7, but found huge",
                        "Expected a field such as level at character 1, but found levle");
    }

    @Test
    void countsValues() {
        Answer facets = analyst.get("/api/v1/alerts/facets?q=rule:(rule-0%20or%20rule-1)");

        assertThat(facets.json().path("rule").toString())
                .isEqualTo(
                        "[{\"value\":\"rule-0\",\"count\":4},{\"value\":\"rule-1\",\"count\":4}]");
        assertThat(facets.json().path("assignee").toString())
                .isEqualTo("[{\"value\":\"ada\",\"count\":1}]");
        assertThat(analyst.get("/api/v1/alerts/facets?q=x:y").status()).isEqualTo(400);
    }

    @Test
    void exportsEveryAlertAsLinesOfJson() throws Exception {
        Answer file = analyst.get("/api/v1/alerts/export?sort=id");

        assertThat(file.mediaType()).isEqualTo("application/x-ndjson");
        assertThat(file.header("Content-Disposition")).contains("alerts.ndjson");
        assertThat(file.text().lines()).hasSize(12).first().asString().contains("\"id\":\"a0\"");
    }

    @Test
    void exportsCsvInWhichNothingIsAFormula() {
        Answer file =
                analyst.get(
                        "/api/v1/alerts/export?format=csv&q=id:a2&fields=rule.id,triage.assignee,message");

        assertThat(file.text().split("\r\n"))
                .containsExactly(
                        "rule.id,triage.assignee,message",
                        "rule-2,'=HYPERLINK(1),Many failures (source.ip: 198.51.100.7)");
        assertThat(analyst.get("/api/v1/alerts/export?format=xls").status()).isEqualTo(400);
    }

    @Test
    void givesWhatChangedSinceALookAndNothingElse() {
        change("a3", "{\"tags\":[\"since\"]}");
        String since = "updated_since=" + analyst.get("/api/v1/alerts/a3").text("updated_at");

        assertThat(ids(analyst.get("/api/v1/alerts?" + since))).containsExactly("a3");
        assertThat(analyst.get("/api/v1/alerts/export?" + since).text().lines()).hasSize(1);
        assertThat(analyst.get("/api/v1/alerts?updated_since=yesterday").status()).isEqualTo(400);
    }

    @Test
    void anotherReplicaListsWhatItWasNeverAsked() throws Exception {
        try (DeskServer second = DeskServer.start(desk.config(Map.of()))) {
            Caller there = desk.admin(second);
            assertThat(there.get("/api/v1/alerts?q=assignee:ada").json().path("items")).hasSize(1);

            change("a5", "{\"assignee\":\"bob\"}");

            Awaitility.await()
                    .atMost(Duration.ofSeconds(15))
                    .until(
                            () ->
                                    there.get("/api/v1/alerts?q=assignee:bob")
                                                    .json()
                                                    .path("items")
                                                    .size()
                                            == 1);
        }
        change("a5", "{\"assignee\":null}");
    }

    @Test
    void saysSinceWhenItListsWhenThereAreMoreThanItMayHold() throws Exception {
        try (DeskServer small =
                DeskServer.start(desk.config(Map.of("TOCSIN_API_ALERTS_LISTED", "4")))) {
            Answer page = desk.admin(small).get("/api/v1/alerts");

            assertThat(ids(page)).containsExactlyInAnyOrder("a8", "a9", "a10", "a11");
            assertThat(page.header("Tocsin-Listed-Since")).startsWith("20");
        }
    }

    private static List<String> ids(Answer page) {
        List<String> ids = new ArrayList<>();
        page.json().path("items").forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }

    private void change(String id, String patch) {
        String etag = analyst.get("/api/v1/alerts/" + id).etag();
        assertThat(analyst.patch("/api/v1/alerts/" + id, etag, patch).status()).isEqualTo(200);
    }

    private List<String> ids(String filter, String more) {
        String q = URLEncoder.encode(filter, StandardCharsets.UTF_8).replace("+", "%20");
        Answer page = analyst.get("/api/v1/alerts?q=" + q + more);
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        return ids(page);
    }
}
