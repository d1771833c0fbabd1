package dev.tocsin.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Alerts of one fingerprint are one alert with a counter. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FoldingIT {
    private static final Map<String, String> FOLDING = Map.of("TOCSIN_API_FOLD_WINDOW", "PT24H");
    private static final String ALERTS = "/api/v1/alerts";

    private DeskDriver desk;
    private DeskServer second;
    private Caller analyst;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory, FOLDING);
        second = DeskServer.start(desk.config(FOLDING));
        analyst = desk.caller("analyst");
    }

    @AfterAll
    void stop() {
        second.close();
        desk.close();
    }

    @Test
    void foldsIntoTheFirstWithACounterAndListsWhatIsFolded() {
        for (int i = 0; i < 4; i++) {
            desk.stored(TestAlerts.at("folds-" + i, 1, "folds", i));
        }

        await().untilAsserted(() -> assertThat(fold("folds-0").path("count").asInt()).isEqualTo(4));
        JsonNode fold = fold("folds-0");
        assertThat(fold.path("first_seen").asText()).isEqualTo("2026-01-01T12:00:00.000Z");
        assertThat(fold.path("last_seen").asText()).isEqualTo("2026-01-01T15:00:02.000Z");
        assertThat(fold.path("ids")).hasSize(3);
        assertThat(fold.path("more").asInt()).isZero();
        assertThat(fold("folds-2").path("into").asText()).isEqualTo("folds-0");
        assertThat(listed("rule=folds")).containsExactly("folds-0");
        assertThat(listed("rule=folds&folded=show")).hasSize(4);
        assertThat(listed("q=fold.count:4%20rule:folds")).containsExactly("folds-0");
        assertThat(ids(analyst.get(ALERTS + "/folds-0/folded")))
                .containsExactly("folds-3", "folds-2", "folds-1");
        assertThat(analyst.get(ALERTS + "/facets?rule=folds").text()).contains("\"count\":1");
        await().untilAsserted(
                        () ->
                                assertThat(analyst.get(ALERTS + "/folds-0/history").text())
                                        .contains("\"action\":\"folded\"")
                                        .contains("\"by\":\"tocsin\""));
    }

    @Test
    void listsTheSameOnEveryReplica() {
        desk.stored(TestAlerts.at("both-0", 1, "both", 0));
        desk.stored(TestAlerts.at("both-1", 1, "both", 1));
        Caller other = desk.admin(second);

        for (Caller caller : List.of(analyst, other)) {
            await().untilAsserted(
                            () -> {
                                Answer list = caller.get(ALERTS + "?rule=both");
                                assertThat(ids(list)).containsExactly("both-0");
                                assertThat(list.json().at("/items/0/fold/count").asInt())
                                        .isEqualTo(2);
                            });
            assertThat(ids(caller.get(ALERTS + "/both-0/folded"))).containsExactly("both-1");
        }
    }

    @Test
    void opensAnotherAfterTheFirstWasClosedAndSaysWhichCameBefore() {
        Answer first = desk.stored(TestAlerts.at("shut-0", 1, "shut", 0));
        analyst.patch(ALERTS + "/shut-0", first.etag(), "{\"status\":\"closed\"}");

        desk.stored(TestAlerts.at("shut-1", 1, "shut", 1));
        desk.stored(TestAlerts.at("shut-2", 1, "shut", 2));

        await().untilAsserted(() -> assertThat(fold("shut-1").path("count").asInt()).isEqualTo(2));
        assertThat(fold("shut-1").path("earlier").asText()).isEqualTo("shut-0");
        assertThat(fold("shut-1").path("into").isNull()).isTrue();
        assertThat(fold("shut-0").path("count").asInt()).isEqualTo(1);
        assertThat(fold("shut-2").path("into").asText()).isEqualTo("shut-1");
    }

    @Test
    void opensAnotherWhenTheFirstIsMergedSoThatNothingNewIsHidden() {
        desk.stored(TestAlerts.at("joins-0", 1, "joins", 0));
        desk.stored(TestAlerts.at("joins-1", 1, "joins", 1));
        await().untilAsserted(() -> assertThat(fold("joins-0").path("count").asInt()).isEqualTo(2));
        desk.stored(TestAlerts.at("joined", 1, "joined", 0));
        Answer folded = analyst.post(ALERTS + "/joined/merge", "{\"alert_ids\":[\"joins-1\"]}");
        analyst.post(ALERTS + "/joined/merge", "{\"alert_ids\":[\"joins-0\"]}");

        desk.stored(TestAlerts.at("joins-2", 1, "joins", 2));

        assertThat(folded.status()).isEqualTo(409);
        assertThat(folded.text("detail")).contains("joins-1 is folded into joins-0");
        await().untilAsserted(() -> assertThat(listed("rule=joins")).containsExactly("joins-2"));
        assertThat(fold("joins-2").path("earlier").asText()).isEqualTo("joins-0");
    }

    @Test
    void opensAnotherBeyondTheWindow() {
        desk.stored(TestAlerts.at("far-0", 1, "far", 0));
        desk.stored(TestAlerts.at("far-1", 1, "far", 24));

        await().untilAsserted(
                        () ->
                                assertThat(fold("far-1").path("earlier").asText())
                                        .isEqualTo("far-0"));
        assertThat(listed("rule=far")).containsExactly("far-1", "far-0");
    }

    @Test
    void replacesRevisionsOfAFoldedAlertAndTellsItsLeader() {
        desk.stored(TestAlerts.at("grows-0", 1, "grows", 0));
        desk.stored(TestAlerts.at("grows-1", 1, "grows", 1));
        await().untilAsserted(() -> assertThat(fold("grows-0").path("count").asInt()).isEqualTo(2));

        desk.stored(TestAlerts.at("grows-1", 5, "grows", 1));

        await().untilAsserted(
                        () ->
                                assertThat(fold("grows-0").path("last_seen").asText())
                                        .isEqualTo("2026-01-01T13:00:06.000Z"));
        assertThat(fold("grows-0").path("count").asInt()).isEqualTo(2);
    }

    @Test
    void doesNotMakeAnEditStale() {
        Answer read = desk.stored(TestAlerts.at("busy-0", 1, "busy", 0));

        desk.stored(TestAlerts.at("busy-1", 1, "busy", 1));
        await().untilAsserted(() -> assertThat(fold("busy-0").path("count").asInt()).isEqualTo(2));

        assertThat(
                        analyst.patch(ALERTS + "/busy-0", read.etag(), "{\"assignee\":\"ada\"}")
                                .status())
                .isEqualTo(200);
    }

    @Test
    void knowsWhenThereIsNothingToList() {
        desk.stored(TestAlerts.at("lonely", 1, "lonely", 0));

        assertThat(ids(analyst.get(ALERTS + "/lonely/folded"))).isEmpty();
        assertThat(analyst.get(ALERTS + "/nobody/folded").status()).isEqualTo(404);
        assertThat(analyst.get(ALERTS + "/lonely/folded?folded=show").status()).isEqualTo(400);
        assertThat(analyst.get(ALERTS + "?folded=perhaps").status()).isEqualTo(400);
        assertThat(desk.nobody().get(ALERTS + "/lonely/folded").status()).isEqualTo(401);
    }

    private JsonNode fold(String id) {
        return analyst.get(ALERTS + "/" + id).json().path("fold");
    }

    private List<String> listed(String query) {
        return ids(analyst.get(ALERTS + "?" + query));
    }

    private static List<String> ids(Answer list) {
        return list.json()
                .path("items")
                .valueStream()
                .map(item -> item.path("id").asText())
                .toList();
    }
}
