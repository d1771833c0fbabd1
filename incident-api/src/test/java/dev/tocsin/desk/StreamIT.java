package dev.tocsin.desk;

import static dev.tocsin.desk.TestAlerts.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.desk.Listener.Message;
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

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamIT {
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
    void saysHelloFirst() {
        try (Listener listener = analyst.listen(null)) {
            Message hello = listener.messages().getFirst();

            assertThat(hello.event()).isEqualTo("hello");
            assertThat(hello.data().path("role").asText()).isEqualTo("analyst");
            assertThat(hello.id()).isNotEmpty();
        }
    }

    @Test
    void tellsAnAlertAsTheApiWouldShowIt() {
        try (Listener listener = analyst.listen(null)) {
            desk.send(alert("told"));

            Message told = awaitAlert(listener, "told");

            assertThat(told.data().path("triage").path("status").asText()).isEqualTo("new");
            assertThat(told.data().path("version").asInt()).isEqualTo(1);
            assertThat(desk.awaitRevision("told", 1).json().path("version"))
                    .isEqualTo(told.data().path("version"));
        }
    }

    @Test
    void tellsNoAlertThatTheApiDoesNotHaveYet() {
        try (Listener listener = analyst.listen(null)) {
            for (int i = 0; i < 50; i++) {
                desk.send(alert("at-once-" + i));
                awaitAlert(listener, "at-once-" + i);

                assertThat(analyst.get("/api/v1/alerts/at-once-" + i).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void tellsChangesOfAlertsAndIncidents() {
        Answer alert = desk.stored(alert("changed"));
        try (Listener listener = analyst.listen(null)) {
            analyst.patch("/api/v1/alerts/changed", alert.etag(), "{\"status\":\"closed\"}");
            analyst.post("/api/v1/incidents", "{\"title\":\"Told\"}");

            assertThat(
                            listener.await("alert-changed")
                                    .data()
                                    .path("triage")
                                    .path("status")
                                    .asText())
                    .isEqualTo("closed");
            assertThat(listener.await("incident-changed").data().path("title").asText())
                    .isEqualTo("Told");
        }
    }

    @Test
    void tellsAReaderOfAnotherReplica() throws InterruptedException {
        try (DeskServer replica = DeskServer.start(desk.config(Map.of()));
                Listener listener = desk.admin(replica).listen(null)) {
            String id = analyst.post("/api/v1/incidents", "{\"title\":\"Elsewhere\"}").id();

            assertThat(listener.await("incident-changed").data().path("id").asText()).isEqualTo(id);
        }
    }

    @Test
    void missesNothingBetweenTwoConnections() {
        String last;
        try (Listener listener = analyst.listen(null)) {
            desk.send(alert("before"));
            awaitAlert(listener, "before");
            last = listener.lastId();
        }
        List<String> missed = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            missed.add("missed-" + i);
            desk.send(alert("missed-" + i));
        }

        try (Listener listener = analyst.listen(last)) {
            desk.send(alert("afterwards"));
            awaitAlert(listener, "afterwards");

            assertThat(ids(listener)).containsAll(missed).doesNotHaveDuplicates();
            assertThat(ids(listener)).doesNotContain("before");
        }
    }

    @Test
    void missesNothingOverARestart() throws InterruptedException {
        String last;
        try (Listener listener = desk.admin().listen(null)) {
            last = listener.lastId();
        }
        desk.send(alert("while-away"));
        desk.restart();
        analyst = desk.caller("analyst");

        try (Listener listener = desk.admin().listen(last)) {
            awaitAlert(listener, "while-away");
        }
    }

    @Test
    void asksForAResynchronizationWhenTheIdIsNone() {
        try (Listener listener = analyst.listen("not-a-position")) {
            assertThat(listener.await("resync").data().path("reason").asText()).isEqualTo("gap");
        }
    }

    @Test
    void asksForAResynchronizationWhenTheIdIsAheadOfTheTopics() {
        String last;
        try (Listener listener = analyst.listen(null)) {
            last = listener.lastId();
        }
        String ahead = last.replaceAll("[0-9]+", "99999999");
        try (Listener listener = analyst.listen(ahead)) {
            assertThat(listener.await("resync").data().path("reason").asText()).isEqualTo("gap");

            desk.send(alert("after-garbage"));

            awaitAlert(listener, "after-garbage");
        }
    }

    @Test
    void asksForAResynchronizationWhenTheIdIsTooOld() throws Exception {
        String last;
        try (Listener listener = analyst.listen(null)) {
            last = listener.lastId();
        }
        desk.send(alert("forgotten"));
        desk.forgetAlerts();
        desk.restart();
        analyst = desk.caller("analyst");
        try (Listener listener = analyst.listen(last)) {
            assertThat(listener.await("resync").data().path("reason").asText()).isEqualTo("gap");

            desk.send(alert("remembered"));

            awaitAlert(listener, "remembered");
            assertThat(ids(listener)).doesNotContain("forgotten");
        }
    }

    @Test
    void tellsOnlyTheWantedTypes() {
        try (Listener listener = analyst.listen("?types=incident", null)) {
            desk.stored(alert("unwanted-type"));
            analyst.post("/api/v1/incidents", "{\"title\":\"Wanted type\"}");

            listener.await("incident-changed");

            assertThat(listener.messages("alert")).isEmpty();
        }
    }

    @Test
    void tellsOnlyWhatTheFilterWantsAlsoWhenItIsReplayed() throws InterruptedException {
        String last;
        try (Listener listener = analyst.listen("?q=id:filtered-*", null)) {
            last = listener.lastId();
            desk.send(alert("other-1"));
            desk.send(alert("filtered-1"));
            awaitAlert(listener, "filtered-1");

            assertThat(ids(listener)).containsExactly("filtered-1");
        }
        try (Listener recent = analyst.listen("?q=id:filtered-*", last)) {
            awaitAlert(recent, "filtered-1");
            assertThat(ids(recent)).containsExactly("filtered-1");
        }
        desk.restart();
        analyst = desk.caller("analyst");
        try (Listener replayed = analyst.listen("?q=id:filtered-*", last)) {
            awaitAlert(replayed, "filtered-1");
            assertThat(ids(replayed)).containsExactly("filtered-1");
        }
    }

    @Test
    void tellsWhatHappensToOneIncident() {
        String wanted = analyst.post("/api/v1/incidents", "{\"title\":\"Wanted\"}").id();
        String other = analyst.post("/api/v1/incidents", "{\"title\":\"Other\"}").id();
        desk.stored(alert("in-wanted"));
        try (Listener listener = analyst.listen("?incident=" + wanted, null)) {
            analyst.post("/api/v1/incidents/" + other + "/notes", "{\"text\":\"x\"}");
            analyst.post(
                    "/api/v1/incidents/" + wanted + "/alerts", "{\"alert_ids\":[\"in-wanted\"]}");

            listener.await("alert-changed");

            assertThat(listener.messages("incident-changed"))
                    .isNotEmpty()
                    .allMatch(m -> m.data().path("id").asText().equals(wanted));
        }
    }

    @Test
    void refusesAFilterThatIsNone() {
        assertThat(analyst.get("/api/v1/stream?q=level:").status()).isEqualTo(400);
        assertThat(analyst.get("/api/v1/stream?types=weather").status()).isEqualTo(400);
        assertThat(analyst.get("/api/v1/stream?types=health&q=id:x").text())
                .contains("Expected alert or incident among types");
        assertThat(analyst.get("/api/v1/stream?filter=x").status()).isEqualTo(400);
    }

    @Test
    void endsWithTheKey() {
        Answer made = desk.admin().post("/api/v1/keys", "{\"name\":\"short\",\"role\":\"viewer\"}");
        Caller viewer = desk.nobody().with("Authorization", "Bearer " + made.text("key"));
        desk.admin().delete("/api/v1/keys/" + made.id());

        try (Listener listener = viewer.listen(null)) {
            assertThat(listener.status()).isEqualTo(401);
        }
    }

    private static Message awaitAlert(Listener listener, String id) {
        return await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(5))
                .until(
                        () ->
                                listener.messages("alert").stream()
                                        .filter(m -> m.data().path("id").asText().equals(id))
                                        .toList(),
                        found -> !found.isEmpty())
                .getFirst();
    }

    private static List<String> ids(Listener listener) {
        return listener.messages("alert").stream().map(m -> m.data().path("id").asText()).toList();
    }
}
