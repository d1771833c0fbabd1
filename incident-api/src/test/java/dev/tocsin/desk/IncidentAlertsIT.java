package dev.tocsin.desk;

import static dev.tocsin.desk.TestAlerts.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Alerts that come to incidents and leave them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncidentAlertsIT {
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
    void copiesEvidenceObservablesAndTechniquesOnce() {
        desk.stored(alert("escalated"));
        desk.stored(alert("joined"));

        String path = open("escalated");
        analyst.post(path + "/alerts", "{\"alert_id\":\"joined\"}");

        assertThat(items(path + "/evidence")).hasSize(4);
        assertThat(items(path + "/observables"))
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.path("type").asText()).isEqualTo("ip");
                            assertThat(one.path("value").asText()).isEqualTo("198.51.100.7");
                        });
        assertThat(items(path + "/techniques"))
                .singleElement()
                .satisfies(one -> assertThat(one.path("technique").asText()).isEqualTo("T1110"));
        await().untilAsserted(
                        () ->
                                assertThat(analyst.get(path + "/history").text())
                                        .contains("\"action\":\"linked\""));
        assertThat(items(path + "/observables")).hasSize(1);
    }

    @Test
    void doesNotBringBackAnObservableThatWasDeleted() {
        desk.stored(alert("brings"));
        desk.stored(alert("brings-again"));
        String path = open("brings");
        JsonNode observable = items(path + "/observables").getFirst();

        analyst.with("If-Match", "\"1\"")
                .delete(path + "/observables/" + observable.path("id").asText());
        analyst.post(path + "/alerts", "{\"alert_id\":\"brings-again\"}");

        assertThat(items(path + "/observables")).isEmpty();
    }

    @Test
    void attachesSeveralAlertsInOneChange() {
        desk.stored(alert("many-1"));
        desk.stored(alert("many-2"));
        String path = open();

        Answer answer = analyst.post(path + "/alerts", "{\"alert_ids\":[\"many-1\",\"many-2\"]}");

        assertThat(answer.text("version")).isEqualTo("2");
        assertThat(answer.json().path("alerts")).hasSize(2);
        assertThat(items(path + "/evidence")).hasSize(4);
        assertThat(incidentOf("many-2")).isEqualTo(answer.id());
    }

    @Test
    void attachesNoneWhenOneCannotBe() {
        desk.stored(alert("free"));
        desk.stored(alert("bound"));
        open("bound");
        String path = open();

        Answer taken = analyst.post(path + "/alerts", "{\"alert_ids\":[\"free\",\"bound\"]}");
        Answer unknown = analyst.post(path + "/alerts", "{\"alert_ids\":[\"free\",\"nobody\"]}");

        assertThat(taken.status()).isEqualTo(409);
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(analyst.post(path + "/alerts", "{}").status()).isEqualTo(422);
        assertThat(analyst.post(path + "/alerts", "{\"alert_ids\":[]}").status()).isEqualTo(422);
        assertThat(analyst.post(INCIDENTS + "/INC-1/alerts", "{\"alert_id\":\"free\"}").status())
                .isEqualTo(404);
        assertThat(desk.caller("viewer").post(path + "/alerts", "{\"alert_id\":\"free\"}").status())
                .isEqualTo(403);
        assertThat(incidentOf("free")).isNull();
    }

    @Test
    void detachesAnAlertForGoodAndLetsItBeAttachedElsewhere() {
        desk.stored(alert("leaves"));
        desk.stored(alert("stays"));
        String path = open("leaves", "stays");
        Answer read = analyst.get(path);

        Answer left = analyst.with("If-Match", read.etag()).delete(path + "/alerts/leaves");

        assertThat(left.status()).isEqualTo(200);
        assertThat(left.json().path("alerts")).hasSize(1);
        assertThat(items(path + "/evidence")).hasSize(2);
        // Every change of the incident has been followed, the old one that named the alert too.
        await().untilAsserted(
                        () ->
                                assertThat(analyst.get(path + "/history").text())
                                        .contains("\"action\":\"unlinked\""));
        assertThat(incidentOf("leaves")).isNull();
        assertThat(incidentOf("stays")).isEqualTo(read.id());
        String other = open();
        assertThat(analyst.post(other + "/alerts", "{\"alert_id\":\"leaves\"}").status())
                .isEqualTo(200);
    }

    @Test
    void attachesAgainWhatWasDetachedWithItsEvidenceOnce() {
        desk.stored(alert("returns"));
        String path = open("returns");

        analyst.with("If-Match", "*").delete(path + "/alerts/returns");
        analyst.post(path + "/alerts", "{\"alert_id\":\"returns\"}");

        assertThat(items(path + "/evidence")).hasSize(2);
        assertThat(incidentOf("returns")).isEqualTo(analyst.get(path).id());
    }

    @Test
    void refusesToDetachWithoutTheVersionOrWhatIsNotThere() {
        desk.stored(alert("kept"));
        String path = open("kept");
        String one = path + "/alerts/kept";

        assertThat(analyst.delete(one).status()).isEqualTo(428);
        assertThat(analyst.with("If-Match", "\"9\"").delete(one).status()).isEqualTo(412);
        assertThat(analyst.with("If-Match", "*").delete(path + "/alerts/none").status())
                .isEqualTo(404);
        assertThat(analyst.with("If-Match", "*").delete(INCIDENTS + "/INC-1/alerts/kept").status())
                .isEqualTo(404);
        assertThat(desk.caller("viewer").with("If-Match", "*").delete(one).status()).isEqualTo(403);
        assertThat(incidentOf("kept")).isEqualTo(analyst.get(path).id());
    }

    private String open(String... alerts) {
        List<String> ids = new ArrayList<>();
        for (String alert : alerts) {
            ids.add('"' + alert + '"');
        }
        return INCIDENTS
                + "/"
                + analyst.post(INCIDENTS, "{\"title\":\"One\",\"alert_ids\":" + ids + "}").id();
    }

    private @Nullable String incidentOf(String alert) {
        return analyst.get("/api/v1/alerts/" + alert).text("triage.incident");
    }

    private List<JsonNode> items(String path) {
        List<JsonNode> items = new ArrayList<>();
        analyst.get(path).json().path("items").forEach(items::add);
        return items;
    }
}
