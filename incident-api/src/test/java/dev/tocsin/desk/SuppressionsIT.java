package dev.tocsin.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.alert.AlertState;
import dev.tocsin.alert.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What hides new alerts, until when. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SuppressionsIT {
    private static final String ALL = "/api/v1/suppressions";

    private DeskDriver desk;
    private DeskServer second;
    private Caller analyst;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
        second = DeskServer.start(desk.config(Map.of()));
        analyst = desk.caller("analyst");
    }

    @AfterAll
    void stop() {
        second.close();
        desk.close();
    }

    @Test
    void hidesWhatComesAndMatchesAndListsIt() {
        store("noise-before", "noise");
        Answer made = suppress("rule:noise and source.ip:198.51.100.0/24");

        Answer hidden = store("noise-after", "noise");
        Answer other = store("signal", "signal");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo(ALL + "/" + made.id());
        assertThat(hidden.text("triage.status")).isEqualTo("suppressed");
        assertThat(hidden.text("triage.suppression")).isEqualTo(made.id());
        assertThat(other.text("triage.status")).isEqualTo("new");
        assertThat(analyst.get("/api/v1/alerts/noise-before").text("triage.status"))
                .isEqualTo("new");
        assertThat(analyst.get("/api/v1/alerts?q=suppression:" + made.id()).json().path("items"))
                .hasSize(1);
    }

    @Test
    void keepsHiddenWhatGrowsAndNeverHidesWhatWasThere() {
        store("seen-first", "growing");
        Answer made = suppress("rule:growing");
        store("hidden-later", "growing");

        analyst.with("If-Match", made.etag()).delete(ALL + "/" + made.id());
        desk.stored(TestAlerts.at("hidden-later", 2, "growing", 0));
        desk.stored(TestAlerts.at("seen-first", 2, "growing", 0));

        assertThat(analyst.get("/api/v1/alerts/hidden-later").text("triage.status"))
                .isEqualTo("suppressed");
        assertThat(analyst.get("/api/v1/alerts/seen-first").text("triage.status")).isEqualTo("new");
        assertThat(store("after-all", "growing").text("triage.status")).isEqualTo("new");
    }

    @Test
    void endsByItself() {
        Answer made =
                analyst.post(ALL, draft("rule:short", Instant.now().plus(Duration.ofSeconds(2))));
        await().untilAsserted(
                        () ->
                                assertThat(analyst.get(ALL + "/" + made.id()).text("in_force"))
                                        .isEqualTo("false"));

        assertThat(store("came-later", "short").text("triage.status")).isEqualTo("new");
        assertThat(analyst.get(ALL).text()).contains(made.id());
    }

    @Test
    void isInForceOnEveryReplicaAtOnce() {
        Caller other = desk.admin(second);
        Answer made = other.post(ALL, draft("rule:elsewhere", tomorrow()));

        assertThat(store("elsewhere-1", "elsewhere").text("triage.suppression"))
                .isEqualTo(made.id());
        assertThat(analyst.get(ALL + "/" + made.id()).etag()).isEqualTo(made.etag());
    }

    @Test
    void changesWithTheVersionAndTellsTheHistory() {
        Answer made = suppress("rule:changing");
        String path = ALL + "/" + made.id();

        Answer changed =
                analyst.patch(path, made.etag(), "{\"q\":\"rule:changed\",\"reason\":\"Other\"}");

        assertThat(changed.text("q")).isEqualTo("rule:changed");
        assertThat(changed.text("version")).isEqualTo("2");
        assertThat(analyst.patch(path, changed.etag(), "{}").text("version")).isEqualTo("2");
        assertThat(analyst.patch(path, made.etag(), "{\"reason\":\"x\"}").status()).isEqualTo(412);
        assertThat(analyst.send("PATCH", path, "application/json", "{\"reason\":\"x\"}").status())
                .isEqualTo(428);
        assertThat(analyst.patch(path, "*", "{\"q\":\"level:huge\"}").status()).isEqualTo(422);
        assertThat(analyst.patch(path, "*", "{\"reason\":null}").status()).isEqualTo(422);
        assertThat(analyst.get(path + "/history").text())
                .contains("\"from\":\"rule:changing\",\"to\":\"rule:changed\"");
    }

    @Test
    void deletesWithTheVersionOnly() {
        Answer made = suppress("rule:deleted");
        String path = ALL + "/" + made.id();

        assertThat(analyst.delete(path).status()).isEqualTo(428);
        assertThat(analyst.with("If-Match", "\"7\"").delete(path).status()).isEqualTo(412);
        assertThat(desk.caller("viewer").with("If-Match", "*").delete(path).status())
                .isEqualTo(403);
        assertThat(analyst.with("If-Match", made.etag()).delete(path).status()).isEqualTo(204);
        assertThat(analyst.get(path).status()).isEqualTo(404);
        assertThat(analyst.with("If-Match", "*").delete(path).status()).isEqualTo(404);
        assertThat(analyst.patch(path, "*", "{}").status()).isEqualTo(404);
        assertThat(analyst.get(path + "/history").status()).isEqualTo(404);
    }

    @Test
    void namesEveryFaultAndTheLongestTime() {
        Answer bad =
                analyst.post(
                        ALL,
                        draft("level:huge", Instant.now().plus(Duration.ofDays(91)))
                                .replace("\"Known\"", "\" \""));
        Answer past = analyst.post(ALL, draft("rule:x", Instant.now().minusSeconds(1)));

        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.json().path("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/q", "/reason", "/expires_at");
        assertThat(bad.text()).contains("at most 90 days");
        assertThat(past.status()).isEqualTo(422);
        assertThat(analyst.post(ALL, "{\"q\":\"rule:x\",\"reason\":\"y\"}").status())
                .isEqualTo(422);
        assertThat(desk.caller("viewer").post(ALL, draft("rule:x", tomorrow())).status())
                .isEqualTo(403);
        assertThat(desk.nobody().get(ALL).status()).isEqualTo(401);
    }

    @Test
    void saysBeforehandWhatItWouldHide() {
        for (int i = 0; i < 12; i++) {
            desk.stored(
                    TestAlerts.alert(
                            "previewed-" + i,
                            1,
                            AlertState.OPEN,
                            1 + i,
                            i % 3 == 0 ? Level.HIGH : Level.LOW,
                            "previewed-" + i % 2));
        }

        Answer preview = analyst.post(ALL + "/preview", "{\"q\":\"rule:previewed-*\"}");

        assertThat(preview.text("alerts")).isEqualTo("12");
        assertThat(preview.json().path("rules").findValuesAsText("count"))
                .isEqualTo(List.of("6", "6"));
        assertThat(preview.json().path("levels").toString())
                .isEqualTo("[{\"value\":\"low\",\"count\":8},{\"value\":\"high\",\"count\":4}]");
        assertThat(preview.json().path("samples")).hasSize(10);
        assertThat(preview.json().at("/samples/0/id").asText()).isEqualTo("previewed-11");
        assertThat(analyst.post(ALL + "/preview", "{\"q\":\"level:huge\"}").status())
                .isEqualTo(422);
        assertThat(desk.caller("viewer").post(ALL + "/preview", "{\"q\":\"rule:x\"}").status())
                .isEqualTo(403);
        assertThat(analyst.get("/api/v1/alerts/previewed-1").text("triage.status"))
                .isEqualTo("new");
    }

    private Answer store(String id, String rule) {
        return desk.stored(TestAlerts.at(id, 1, rule, 0));
    }

    private Answer suppress(String q) {
        return analyst.post(ALL, draft(q, tomorrow()));
    }

    private static Instant tomorrow() {
        return Instant.now().plus(Duration.ofDays(1));
    }

    private static String draft(String q, Instant end) {
        return "{\"q\":\"%s\",\"reason\":\"Known\",\"expires_at\":\"%s\"}".formatted(q, end);
    }
}
