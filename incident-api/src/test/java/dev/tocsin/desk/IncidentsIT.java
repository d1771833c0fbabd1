package dev.tocsin.desk;

import static dev.tocsin.desk.TestAlerts.alert;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncidentsIT {
    private static final String INCIDENTS = "/api/v1/incidents";

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
    void filtersByTheLanguage() {
        String phish =
                analyst.post(
                                "/api/v1/incidents",
                                "{\"title\":\"Phishing of (finance)\",\"severity\":\"high\",\"tags\":[\"Mail\"]}")
                        .id();

        assertThat(listed("severity:>=high%20tag:mail%20%22of%20(finance)%22")).contains(phish);
        assertThat(listed("title:phish*%20-tag:mail")).doesNotContain(phish);
        assertThat(listed("id:" + phish + "%20created_at:>now-1h")).containsExactly(phish);
        assertThat(analyst.get("/api/v1/incidents?q=severity:huge").status()).isEqualTo(400);
    }

    private List<String> listed(String filter) {
        return analyst.get("/api/v1/incidents?limit=500&q=" + filter.replace(">", "%3E"))
                .json()
                .path("items")
                .findValuesAsText("id");
    }

    @Test
    void opensAnIncidentFromAlertsWithTheirEvidence() {
        desk.stored(alert("one"));
        desk.stored(alert("two"));

        Answer opened =
                analyst.post(INCIDENTS, "{\"title\":\"Break-in\",\"alert_ids\":[\"one\",\"two\"]}");

        assertThat(opened.status()).isEqualTo(201);
        assertThat(opened.header("Location")).isEqualTo(INCIDENTS + "/" + opened.id());
        assertThat(opened.text("severity")).isEqualTo("high");
        assertThat(analyst.get("/api/v1/alerts/two").text("triage.incident"))
                .isEqualTo(opened.id());
        assertThat(analyst.get(INCIDENTS + "/" + opened.id() + "/evidence").json().path("items"))
                .hasSize(4);
    }

    @Test
    void numbersIncidentsInTheirOrder() {
        long first = number(analyst.post(INCIDENTS, "{\"title\":\"First\"}"));
        long second = number(analyst.post(INCIDENTS, "{\"title\":\"Second\"}"));

        assertThat(second).isEqualTo(first + 1);
    }

    @Test
    void refusesAnAlertThatIsUnknownOrTaken() {
        desk.stored(alert("taken"));
        Answer first = analyst.post(INCIDENTS, "{\"title\":\"First\",\"alert_ids\":[\"taken\"]}");

        Answer second =
                analyst.post(
                        INCIDENTS, "{\"title\":\"Second\",\"alert_ids\":[\"taken\",\"none\"]}");

        assertThat(second.status()).isEqualTo(422);
        assertThat(second.text()).contains("belongs to " + first.id()).contains("no alert none");
    }

    @Test
    void addsAnAlertToAnIncidentOnce() {
        desk.stored(alert("added"));
        String path = INCIDENTS + "/" + analyst.post(INCIDENTS, "{\"title\":\"Growing\"}").id();

        Answer added = analyst.post(path + "/alerts", "{\"alert_id\":\"added\"}");
        Answer again = analyst.post(path + "/alerts", "{\"alert_id\":\"added\"}");

        assertThat(added.text("version")).isEqualTo("2");
        assertThat(again.text("version")).isEqualTo("2");
        assertThat(again.json().path("alerts")).hasSize(1);
        assertThat(analyst.get(path + "/evidence").json().path("items")).hasSize(2);
    }

    @Test
    void refusesAnAlertOfAnotherIncident() {
        desk.stored(alert("claimed"));
        analyst.post(INCIDENTS, "{\"title\":\"First\",\"alert_ids\":[\"claimed\"]}");
        String path = INCIDENTS + "/" + analyst.post(INCIDENTS, "{\"title\":\"Other\"}").id();

        assertThat(analyst.post(path + "/alerts", "{\"alert_id\":\"claimed\"}").status())
                .isEqualTo(409);
    }

    @Test
    void changesOnlyWhatThePatchNames() {
        Answer opened =
                analyst.post(
                        INCIDENTS,
                        "{\"title\":\"Before\",\"summary\":\"Kept\",\"tags\":[\"a\",\"b\"]}");

        Answer changed =
                analyst.patch(
                        INCIDENTS + "/" + opened.id(),
                        opened.etag(),
                        "{\"title\":\"After\",\"tags\":null,\"comment\":\"Clearer\"}");

        assertThat(changed.text("title")).isEqualTo("After");
        assertThat(changed.text("summary")).isEqualTo("Kept");
        assertThat(changed.json().path("tags")).isEmpty();
        assertThat(analyst.get(INCIDENTS + "/" + opened.id() + "/history").text())
                .contains("\"from\":\"Before\",\"to\":\"After\"")
                .contains("Clearer");
    }

    @Test
    void makesOneIncidentForOneIdempotencyKey() {
        Caller once = analyst.with("Idempotency-Key", "a-key");

        Answer first = once.post(INCIDENTS, "{\"title\":\"Once\"}");
        Answer second = once.post(INCIDENTS, "{\"title\":\"Once\"}");
        Answer other = once.post(INCIDENTS, "{\"title\":\"Another\"}");

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(other.status()).isEqualTo(422);
    }

    @Test
    void losesNoUpdateOfEightConcurrentWriters() throws Exception {
        String path = INCIDENTS + "/" + analyst.post(INCIDENTS, "{\"title\":\"Shared\"}").id();
        int writers = 8;
        int each = 5;

        try (ExecutorService pool = Executors.newFixedThreadPool(writers)) {
            List<Future<?>> done = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                int writer = w;
                done.add(pool.submit(() -> addTags(path, writer, each)));
            }
            for (Future<?> one : done) {
                one.get();
            }
        }

        Answer after = analyst.get(path);
        assertThat(after.text("version")).isEqualTo("" + (1 + writers * each));
        assertThat(after.json().path("tags")).hasSize(writers * each);
        assertThat(versions(path + "/history?limit=500"))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 1 + writers * each).boxed().toList());
    }

    @Test
    void appendsNotesWithoutMakingAnEditStale() {
        Answer opened = analyst.post(INCIDENTS, "{\"title\":\"Noted\"}");
        String path = INCIDENTS + "/" + opened.id();

        analyst.post(path + "/notes", "{\"text\":\"One\"}");
        analyst.post(path + "/notes", "{\"text\":\"Two\"}");

        assertThat(analyst.patch(path, opened.etag(), "{\"severity\":\"low\"}").status())
                .isEqualTo(200);
        assertThat(analyst.get(path + "/notes").json().path("items").findValuesAsText("text"))
                .containsExactly("One", "Two");
    }

    @Test
    void filtersAndPages() {
        String body = "{\"title\":\"Filtered\",\"severity\":\"critical\",\"tags\":[\"wanted\"]}";
        String first = analyst.post(INCIDENTS, body).id();
        String second = analyst.post(INCIDENTS, body).id();
        analyst.post(INCIDENTS, "{\"title\":\"Unwanted\"}");

        Answer page = analyst.get(INCIDENTS + "?tag=wanted&severity=critical&limit=1");
        Answer rest = analyst.get(INCIDENTS + "?tag=wanted&limit=1&cursor=" + page.text("next"));

        assertThat(page.json().path("items").findValuesAsText("id")).containsExactly(second);
        assertThat(rest.json().path("items").findValuesAsText("id")).containsExactly(first);
        assertThat(rest.text("next")).isNull();
    }

    private void addTags(String path, int writer, int count) {
        for (int i = 0; i < count; i++) {
            int status = 0;
            while (status != 200) {
                Answer read = analyst.get(path);
                ArrayNode tags = read.json().withArray("/tags");
                tags.add(writer + "-" + i);
                status = analyst.patch(path, read.etag(), "{\"tags\":" + tags + "}").status();
                assertThat(status).isIn(200, 412);
            }
        }
    }

    private List<Integer> versions(String path) {
        List<Integer> versions = new ArrayList<>();
        analyst.get(path)
                .json()
                .path("items")
                .forEach(change -> versions.add(change.path("version").asInt()));
        return versions.stream().sorted().toList();
    }

    private static long number(Answer incident) {
        return Long.parseLong(incident.id().substring(incident.id().lastIndexOf('-') + 1));
    }
}
