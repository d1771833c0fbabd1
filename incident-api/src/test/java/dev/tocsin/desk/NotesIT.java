package dev.tocsin.desk;

import static dev.tocsin.desk.TestAlerts.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.testkit.TopicReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notes of incidents and comments on alerts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotesIT {
    private DeskDriver desk;
    private Caller analyst;
    private String incident;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
        analyst = desk.caller("analyst");
        desk.stored(alert("noted"));
        incident =
                "/api/v1/incidents/"
                        + analyst.post("/api/v1/incidents", "{\"title\":\"Noted\"}").id();
    }

    @AfterAll
    void stop() {
        desk.close();
    }

    private String notes(String kind) {
        return kind.equals("notes") ? incident + "/notes" : "/api/v1/alerts/noted/comments";
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes", "comments"})
    void keepsWhatANoteSaidBefore(String kind) {
        Answer added = analyst.post(notes(kind), "{\"text\":\"It was **bob**\"}");
        String one = String.valueOf(added.header("Location"));

        Answer edited = desk.admin().patch(one, added.etag(), "{\"text\":\"It was *eve*\"}");
        Answer same = analyst.patch(one, edited.etag(), "{\"text\":\"It was *eve*\"}");

        assertThat(added.status()).isEqualTo(201);
        assertThat(edited.text("version")).isEqualTo("2");
        assertThat(same.text("version")).isEqualTo("2");
        assertThat(analyst.get(one).text("text")).isEqualTo("It was *eve*");
        assertThat(analyst.get(one).text("author")).startsWith("analyst");
        assertThat(analyst.get(one).text("updated_by")).isEqualTo("admin");
        Answer revisions = analyst.get(one + "/revisions");
        assertThat(revisions.json().path("items").findValuesAsText("text"))
                .containsExactly("It was **bob**", "It was *eve*");
        assertThat(analyst.get(notes(kind)).text()).doesNotContain("bob");
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes", "comments"})
    void refusesAnEditThatIsBlindStaleEmptyOrOfNothing(String kind) {
        Answer added = analyst.post(notes(kind), "{\"text\":\"First\"}");
        String one = String.valueOf(added.header("Location"));
        String text = "{\"text\":\"Second\"}";

        assertThat(analyst.send("PATCH", one, "application/json", text).status()).isEqualTo(428);
        assertThat(analyst.patch(one, "\"7\"", text).status()).isEqualTo(412);
        assertThat(analyst.patch(one, added.etag(), "{\"text\":\" \"}").status()).isEqualTo(422);
        assertThat(analyst.patch(one, added.etag(), "{\"text\":null}").status()).isEqualTo(422);
        assertThat(
                        analyst.patch(
                                        one,
                                        added.etag(),
                                        "{\"text\":\"" + "x".repeat(20_001) + "\"}")
                                .status())
                .isEqualTo(422);
        assertThat(analyst.patch(notes(kind) + "/none", "\"1\"", text).status()).isEqualTo(404);
        assertThat(analyst.get(notes(kind) + "/none/revisions").status()).isEqualTo(404);
        assertThat(desk.caller("viewer").patch(one, added.etag(), text).status()).isEqualTo(403);
        assertThat(analyst.get(one).text("text")).isEqualTo("First");
    }

    @Test
    void findsANoteOfAnotherSubjectNotHere() {
        String id = analyst.post(incident + "/notes", "{\"text\":\"Here\"}").id();
        String other = analyst.post("/api/v1/incidents", "{\"title\":\"Other\"}").id();

        assertThat(analyst.get("/api/v1/incidents/" + other + "/notes/" + id).status())
                .isEqualTo(404);
    }

    @Test
    void endsARowOfEditsAtItsLimit() {
        Answer note = analyst.post(incident + "/notes", "{\"text\":\"0\"}");
        String one = String.valueOf(note.header("Location"));
        for (int i = 1; i < 100; i++) {
            note = analyst.patch(one, note.etag(), "{\"text\":\"" + i + "\"}");
            assertThat(note.status()).isEqualTo(200);
        }

        assertThat(analyst.patch(one, note.etag(), "{\"text\":\"more\"}").status()).isEqualTo(409);
        assertThat(analyst.get(one + "/revisions").json().path("items")).hasSize(100);
    }

    @Test
    void losesNoEditOfConcurrentWriters() throws Exception {
        String one =
                String.valueOf(
                        analyst.post(incident + "/notes", "{\"text\":\"begin\"}")
                                .header("Location"));
        int writers = 8;

        try (ExecutorService pool = Executors.newFixedThreadPool(writers)) {
            List<Future<?>> done = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                int writer = w;
                done.add(pool.submit(() -> append(one, writer)));
            }
            for (Future<?> each : done) {
                each.get();
            }
        }

        Answer after = analyst.get(one);
        assertThat(after.text("version")).isEqualTo("" + (1 + writers));
        assertThat(String.valueOf(after.text("text")).split(" ")).hasSize(1 + writers);
        assertThat(analyst.get(one + "/revisions").json().path("items")).hasSize(1 + writers);
    }

    private void append(String one, int writer) {
        int status = 0;
        while (status != 200) {
            Answer read = analyst.get(one);
            String text = read.text("text") + " " + writer;
            status = analyst.patch(one, read.etag(), "{\"text\":\"" + text + "\"}").status();
            assertThat(status).isIn(200, 412);
        }
    }

    @Test
    void tellsAnEditInTheHistoryAndOnTheTopic() {
        Answer note = analyst.post(incident + "/notes", "{\"text\":\"Told\"}");
        analyst.patch(
                String.valueOf(note.header("Location")), note.etag(), "{\"text\":\"Told again\"}");
        String field = "notes/" + note.id() + "/version";

        assertThat(analyst.get(incident + "/history?limit=500").text()).contains(field);
        try (TopicReader reader = desk.changes()) {
            await().untilAsserted(
                            () ->
                                    assertThat(
                                                    reader.poll().stream()
                                                            .map(
                                                                    r ->
                                                                            new String(
                                                                                    r.value(),
                                                                                    StandardCharsets
                                                                                            .UTF_8)))
                                            .anyMatch(change -> change.contains(field)));
        }
    }
}
