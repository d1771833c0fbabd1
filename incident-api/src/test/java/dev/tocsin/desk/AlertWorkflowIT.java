package dev.tocsin.desk;

import static dev.tocsin.desk.TestAlerts.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertWorkflowIT {
    private static final int WRITERS = 32;

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
    void losesNoUpdateOf32WritersOnOneAlert() throws Exception {
        desk.stored(alert("contended"));

        together(i -> writeUntilTaken("contended", "writer-" + i));

        assertThat(analyst.get("/api/v1/alerts/contended").text("version"))
                .isEqualTo(String.valueOf(1 + WRITERS));
        await().untilAsserted(() -> assertThat(history("contended")).hasSize(WRITERS));
        List<JsonNode> items = history("contended");
        assertThat(items.stream().map(c -> c.path("version").asLong()).sorted())
                .containsExactlyElementsOf(LongStream.rangeClosed(2, 1 + WRITERS).boxed().toList());
        assertThat(items.stream().map(c -> c.path("changes").path(0).path("to").asText()))
                .doesNotHaveDuplicates()
                .hasSize(WRITERS);
        assertThat(isChained(items)).isTrue();
    }

    @Test
    void keepsEveryCommentOf32WritersWithoutIfMatch() throws Exception {
        Answer before = desk.stored(alert("discussed"));

        together(
                i ->
                        analyst.post(
                                        "/api/v1/alerts/discussed/comments",
                                        "{\"text\":\"comment " + i + "\"}")
                                .status());

        Answer page = analyst.get("/api/v1/alerts/discussed/comments?limit=500");
        assertThat(page.json().path("items").findValuesAsText("text"))
                .hasSize(WRITERS)
                .doesNotHaveDuplicates();
        assertThat(analyst.get("/api/v1/alerts/discussed").etag()).isEqualTo(before.etag());
        await().untilAsserted(() -> assertThat(history("discussed")).hasSize(WRITERS));
    }

    @Test
    void goesThroughThePagesOfComments() {
        desk.stored(alert("paged-comments"));
        String path = "/api/v1/alerts/paged-comments/comments";
        analyst.post(path, "{\"text\":\"one\"}");
        analyst.post(path, "{\"text\":\"two\"}");

        Answer first = analyst.get(path + "?limit=1");
        Answer second = analyst.get(path + "?limit=1&cursor=" + first.text("next"));

        assertThat(first.json().path("items").findValuesAsText("text")).containsExactly("one");
        assertThat(second.json().path("items").findValuesAsText("text")).containsExactly("two");
    }

    @Test
    void refusesCommentsThatAreWrong() {
        desk.stored(alert("uncommented"));
        String path = "/api/v1/alerts/uncommented/comments";

        assertThat(analyst.post(path, "{\"text\":\"\"}").status()).isEqualTo(422);
        assertThat(analyst.post(path, "[]").status()).isEqualTo(400);
        assertThat(analyst.send("POST", path, "text/plain", "x").status()).isEqualTo(415);
        assertThat(analyst.get(path + "?limit=none").status()).isEqualTo(400);
        assertThat(analyst.get("/api/v1/alerts/nowhere/comments").status()).isEqualTo(404);
        assertThat(analyst.post("/api/v1/alerts/nowhere/comments", "{\"text\":\"x\"}").status())
                .isEqualTo(404);
        assertThat(desk.caller("viewer").post(path, "{\"text\":\"x\"}").status()).isEqualTo(403);
        assertThat(analyst.get(path).json().path("items")).isEmpty();
    }

    @Test
    void takesTheVerdictFromAnAlertThatIsNewAgain() {
        Answer alert = desk.stored(alert("judged"));

        Answer judged =
                analyst.patch("/api/v1/alerts/judged", alert.etag(), "{\"verdict\":\"benign\"}");
        Answer again =
                analyst.patch("/api/v1/alerts/judged", judged.etag(), "{\"status\":\"new\"}");
        Answer both =
                analyst.patch(
                        "/api/v1/alerts/judged",
                        again.etag(),
                        "{\"status\":\"new\",\"verdict\":\"test\"}");

        assertThat(judged.text("triage.status")).isEqualTo("in_progress");
        assertThat(again.text("triage.verdict")).isNull();
        assertThat(both.status()).isEqualTo(422);
    }

    @Test
    void changesASelectionWithAResultForEach() {
        desk.stored(alert("bulk-a"));
        desk.stored(alert("bulk-b"));

        Answer answer =
                analyst.post(
                        "/api/v1/alerts/bulk",
                        "{\"alerts\":[{\"id\":\"bulk-a\",\"version\":1},"
                                + "{\"id\":\"bulk-b\",\"version\":9},{\"id\":\"bulk-none\"}],"
                                + "\"patch\":{\"status\":\"closed\",\"verdict\":\"test\"}}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("items").findValuesAsText("status"))
                .containsExactly("200", "412", "404");
        assertThat(analyst.get("/api/v1/alerts/bulk-a").text("triage.status")).isEqualTo("closed");
        assertThat(analyst.get("/api/v1/alerts/bulk-b").text("triage.status")).isEqualTo("new");
    }

    @Test
    void refusesASelectionThatIsWrong() {
        for (String alerts :
                List.of(
                        "[]",
                        "7",
                        "[7]",
                        "[{\"id\":\"\"}]",
                        "[{\"id\":\"a\",\"version\":0}]",
                        "[{\"id\":\"a\"},{\"id\":\"a\"}]",
                        tooMany())) {
            assertThat(bulk(analyst, alerts, "{\"status\":\"closed\"}")).as(alerts).isEqualTo(422);
        }
        assertThat(bulk(analyst, "[{\"id\":\"a\"}]", "{\"status\":\"done\"}")).isEqualTo(422);
        assertThat(bulk(analyst, "[{\"id\":\"a\"}]", "null")).isEqualTo(422);
        assertThat(bulk(desk.caller("viewer"), "[{\"id\":\"a\"}]", "{}")).isEqualTo(403);
    }

    private static int bulk(Caller caller, String alerts, String patch) {
        return caller.post(
                        "/api/v1/alerts/bulk",
                        "{\"alerts\":" + alerts + ",\"patch\":" + patch + "}")
                .status();
    }

    private static String tooMany() {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < 501; i++) {
            items.add("{\"id\":\"many-" + i + "\"}");
        }
        return items.toString();
    }

    private int writeUntilTaken(String id, String assignee) {
        String path = "/api/v1/alerts/" + id;
        int status;
        do {
            status =
                    analyst.patch(
                                    path,
                                    analyst.get(path).etag(),
                                    "{\"assignee\":\"" + assignee + "\"}")
                            .status();
        } while (status == 412);
        return status;
    }

    private List<JsonNode> history(String id) {
        List<JsonNode> items = new ArrayList<>();
        analyst.get("/api/v1/alerts/" + id + "/history?limit=500")
                .json()
                .path("items")
                .forEach(items::add);
        return items;
    }

    /** Whether each version begins with what the one before it ended with. */
    private static boolean isChained(List<JsonNode> items) {
        List<JsonNode> ordered =
                items.stream()
                        .sorted(
                                (a, b) ->
                                        Long.compare(
                                                a.path("version").asLong(),
                                                b.path("version").asLong()))
                        .map(c -> c.path("changes").path(0))
                        .toList();
        for (int i = 1; i < ordered.size(); i++) {
            if (!ordered.get(i).path("from").equals(ordered.get(i - 1).path("to"))) {
                return false;
            }
        }
        return true;
    }

    private static void together(Writer writer) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> all = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int number = i;
                all.add(() -> writer.write(number));
            }
            for (Future<Integer> done : threads.invokeAll(all)) {
                assertThat(done.get()).isBetween(200, 299);
            }
        }
    }

    @FunctionalInterface
    private interface Writer {
        int write(int number);
    }
}
