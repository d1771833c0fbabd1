package dev.tocsin.desk;

import static dev.tocsin.desk.TestAlerts.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PresenceIT {
    private static final String PRESENCE = "/api/v1/presence";

    private DeskDriver desk;
    private DeskServer second;
    private Caller analyst;
    private Caller admin;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
        second = DeskServer.start(desk.config(Map.of()));
        analyst = desk.caller("analyst");
        admin = desk.admin();
    }

    @AfterAll
    void stop() {
        second.close();
        desk.close();
    }

    @Test
    void tellsReadersOfEveryReplicaWhoEditsWhat() {
        String incident = incident();
        try (Listener elsewhere = onSecond().listen("?types=presence&incident=" + incident, null)) {
            Answer said = say(analyst, incident, "editing", ",\"field\":\"title\"");

            assertThat(said.status()).isEqualTo(200);
            assertThat(people(said.json()).path(0).path("mode").asText()).isEqualTo("editing");
            JsonNode told = awaitPeople(elsewhere, incident, 1);
            assertThat(told.path(0).path("name").asText()).startsWith("analyst-");
            assertThat(told.path(0).path("field").asText()).isEqualTo("title");
            assertThat(onSecond().get(PRESENCE + "?incident=" + incident).text())
                    .contains("\"mode\":\"editing\"");
        }
    }

    @Test
    void tellsAtOnceThatSomebodyHasLeft() {
        String incident = incident();
        say(analyst, incident, "viewing", "");
        try (Listener elsewhere = onSecond().listen("?types=presence", null)) {
            awaitPeople(elsewhere, incident, 1);

            say(analyst, incident, "left", "");

            awaitPeople(elsewhere, incident, 0);
            assertThat(admin.get(PRESENCE + "?incident=" + incident).json().path("subjects"))
                    .isEmpty();
        }
    }

    @Test
    void forgetsWhoSaysNothingMore() {
        String incident = incident();
        try (Listener listener = analyst.listen("?types=presence", null)) {
            say(analyst, incident, "viewing", ",\"expires_in\":5");
            awaitPeople(listener, incident, 1);

            awaitPeople(listener, incident, 0);
        }
    }

    @Test
    void tellsWhatEveryWindowDoesButNotEveryHeartbeat() {
        String incident = incident();
        try (Listener listener = analyst.listen("?types=presence&incident=" + incident, null)) {
            say(analyst, incident, "viewing", ",\"place\":\"one\"");
            say(analyst, incident, "editing", ",\"place\":\"two\"");
            awaitPeople(listener, incident, 2);
            for (int i = 0; i < 5; i++) {
                say(analyst, incident, "viewing", ",\"place\":\"one\"");
            }
            say(analyst, incident, "left", ",\"place\":\"two\"");
            awaitPeople(listener, incident, 1);

            assertThat(listener.messages("presence").stream().filter(m -> !complete(m))).hasSize(3);
        }
    }

    @Test
    void tellsNewReadersWhoIsThereAlready() {
        desk.stored(alert("looked-at"));
        analyst.post(PRESENCE, "{\"alert\":\"looked-at\",\"mode\":\"viewing\"}");

        try (Listener listener = analyst.listen("?types=presence", null)) {
            Listener.Message first = listener.await("presence");

            assertThat(complete(first)).isTrue();
            assertThat(first.data().path("subjects").findValuesAsText("alert"))
                    .contains("looked-at");
        }
    }

    @Test
    void asvs822TellsNobodyWhoIsAtAnIncidentThatTheyMayNotSee() {
        String incident =
                admin.post(
                                "/api/v1/incidents",
                                "{\"title\":\"Secret\",\"restricted\":{\"roles\":[\"admin\"]}}")
                        .id();
        try (Listener outsider = analyst.listen("?types=presence", null);
                Listener insider = admin.listen("?types=presence", null)) {
            say(admin, incident, "editing", "");
            awaitPeople(insider, incident, 1);
            String open = incident();
            say(admin, open, "viewing", "");
            awaitPeople(outsider, open, 1);

            assertThat(outsider.messages().toString()).doesNotContain(incident);
            assertThat(analyst.get(PRESENCE).text()).doesNotContain(incident);
            assertThat(say(analyst, incident, "viewing", "").status()).isEqualTo(404);
            try (Listener later = analyst.listen("?types=presence", null)) {
                assertThat(later.await("presence").data().toString()).doesNotContain(incident);
            }
        }
    }

    @Test
    void asvs822TellsNobodyWhoComesToAnIncidentThatWasRestrictedWhileNobodyWasThere() {
        String incident = incident();
        String open = incident();
        String key =
                admin.post("/api/v1/keys", "{\"name\":\"outsider\",\"role\":\"analyst\"}")
                        .text("key");
        try (Listener outsider = onSecond(key).listen("?types=presence", null)) {
            say(admin, incident, "viewing", "");
            awaitPeople(outsider, incident, 1);
            say(admin, incident, "left", "");
            awaitPeople(outsider, incident, 0);

            String path = "/api/v1/incidents/" + incident;
            assertThat(
                            admin.patch(
                                            path,
                                            admin.get(path).etag(),
                                            "{\"restricted\":{\"roles\":[\"admin\"]}}")
                                    .status())
                    .isEqualTo(200);
            say(admin, incident, "editing", ",\"field\":\"title\"");
            say(admin, open, "viewing", "");
            awaitPeople(outsider, open, 1);

            assertThat(outsider.messages().toString()).doesNotContain("editing");
        }
    }

    @Test
    void boundsHowManyThingsOneCallerIsAt() {
        Caller greedy = desk.caller("analyst");
        String incident = incident();
        for (int i = 0; i < 20; i++) {
            assertThat(say(greedy, incident, "viewing", ",\"place\":\"" + i + "\"").status())
                    .isEqualTo(200);
        }

        assertThat(say(greedy, incident, "viewing", ",\"place\":\"more\"").status()).isEqualTo(429);
        assertThat(say(greedy, incident, "editing", ",\"place\":\"0\"").status()).isEqualTo(200);
        assertThat(say(greedy, incident, "left", ",\"place\":\"0\"").status()).isEqualTo(200);
        assertThat(say(greedy, incident, "viewing", ",\"place\":\"more\"").status()).isEqualTo(200);
    }

    @Test
    void letsViewersViewOnly() {
        Caller viewer = desk.caller("viewer");
        String incident = incident();

        assertThat(say(viewer, incident, "viewing", "").status()).isEqualTo(200);
        assertThat(say(viewer, incident, "editing", "").status()).isEqualTo(403);
    }

    @Test
    void refusesWhatIsNoPresence() {
        assertThat(say(analyst, "INC-2000-000001", "viewing", "").status()).isEqualTo(404);
        assertThat(analyst.post(PRESENCE, "{\"alert\":\"none\",\"mode\":\"viewing\"}").status())
                .isEqualTo(404);
        Answer wrong =
                analyst.post(PRESENCE, "{\"mode\":\"sleeping\",\"expires_in\":1,\"when\":1}");

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().path("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/when", "/incident", "/mode", "/expires_in");
        assertThat(analyst.get(PRESENCE + "?who=me").status()).isEqualTo(400);
    }

    @Test
    void tellsHowTheDeskIs() {
        try (Listener listener = analyst.listen("?types=health", null)) {
            JsonNode health = listener.await("health").data();

            assertThat(health.path("status").asText()).isEqualTo("ok");
            assertThat(health.path("parts").path("store").asText()).isEqualTo("ok");
            assertThat(health.path("parts").path("kafka").asText()).isEqualTo("ok");
            assertThat(health.path("parts").path("ingest").asText()).isEqualTo("ok");
            assertThat(health.path("alerts").path("behind").asBoolean()).isFalse();
        }
    }

    private static JsonNode awaitPeople(Listener listener, String incident, int count) {
        List<JsonNode> found =
                await().atMost(Duration.ofSeconds(20))
                        .pollInterval(Duration.ofMillis(10))
                        .until(
                                () ->
                                        listener.messages("presence").stream()
                                                .map(m -> at(m.data(), incident))
                                                .filter(p -> !p.isMissingNode())
                                                .toList(),
                                all -> !all.isEmpty() && all.getLast().size() == count);
        return found.getLast();
    }

    private static JsonNode at(JsonNode present, String incident) {
        for (JsonNode subject : present.path("subjects")) {
            if (subject.path("incident").asText().equals(incident)) {
                return subject.path("people");
            }
        }
        return present.path("nothing");
    }

    private static JsonNode people(JsonNode present) {
        return present.path("subjects").path(0).path("people");
    }

    private static boolean complete(Listener.Message message) {
        return message.data().path("complete").asBoolean();
    }

    private static Answer say(Caller caller, String incident, String mode, String more) {
        return caller.post(
                PRESENCE,
                "{\"incident\":\"%s\",\"mode\":\"%s\"%s}".formatted(incident, mode, more));
    }

    private String incident() {
        return admin.post("/api/v1/incidents", "{\"title\":\"Looked at\"}").id();
    }

    private Caller onSecond() {
        return desk.admin(second);
    }

    private Caller onSecond(@Nullable String key) {
        return desk.nobody(second).with("Authorization", "Bearer " + key);
    }
}
