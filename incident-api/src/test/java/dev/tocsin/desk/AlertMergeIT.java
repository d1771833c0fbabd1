package dev.tocsin.desk;

import static dev.tocsin.desk.TestAlerts.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.AlertState;
import dev.tocsin.alert.Level;
import dev.tocsin.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Alerts that are merged into one that stands for them, and taken out again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertMergeIT {
    private static final String ALERTS = "/api/v1/alerts";

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
    void theTargetStandsForThemAndTheyLeaveTheLists() {
        store("one", "leads", "led-1", "led-2");

        Answer merged = merge("leads", "led-1", "led-2");

        assertThat(merged.status()).isEqualTo(200);
        assertThat(merged.etag()).isEqualTo("\"2\"");
        assertThat(texts(Json.at(merged.json(), "triage.merged")))
                .containsExactly("led-1", "led-2");
        assertThat(show("led-2").text("triage.merged_into")).isEqualTo("leads");
        assertThat(listed("rule=one")).containsExactly("leads");
        assertThat(listed("rule=one&merged=show")).hasSize(3);
        assertThat(listed("rule=one&q=merged:*")).containsExactly("leads");
        assertThat(listed("rule=one&merged=show&q=merged_into:leads")).hasSize(2);
        assertThat(ids(analyst.get(ALERTS + "/leads/merged")))
                .containsExactlyInAnyOrder("led-1", "led-2");
        assertThat(analyst.get(ALERTS + "/facets?rule=one").text()).contains("\"count\":1");
        assertThat(analyst.get(ALERTS + "?merged=perhaps").status()).isEqualTo(400);
        assertThat(desk.caller("viewer").get(ALERTS + "/leads/merged").status()).isEqualTo(200);
        assertThat(analyst.get(ALERTS + "/nobody/merged").status()).isEqualTo(404);
    }

    @Test
    void takingThemOutMakesEachWhatItWas() {
        store("two", "keeps", "worked", "hidden", "linked");
        analyst.patch(
                ALERTS + "/worked",
                "\"1\"",
                "{\"status\":\"closed\",\"verdict\":\"benign\",\"assignee\":\"ada\"}");
        analyst.patch(ALERTS + "/hidden", "\"1\"", "{\"status\":\"suppressed\"}");
        String incident =
                analyst.post(
                                "/api/v1/incidents",
                                "{\"title\":\"One\",\"alert_ids\":[\"linked\",\"keeps\"]}")
                        .id();
        List<JsonNode> before = triages("worked", "hidden", "linked");

        merge("keeps", "worked", "hidden", "linked");
        analyst.patch(
                ALERTS + "/keeps",
                show("keeps").etag(),
                "{\"status\":\"resolved\",\"verdict\":\"true_positive\"}");
        List<JsonNode> meanwhile = triages("worked", "hidden", "linked");
        Answer one = analyst.post(ALERTS + "/keeps/unmerge", "{\"alert_ids\":[\"hidden\"]}");
        Answer rest = analyst.post(ALERTS + "/keeps/unmerge", "{\"comment\":\"Not the same\"}");

        assertThat(texts(Json.at(one.json(), "triage.merged"))).containsExactly("worked", "linked");
        assertThat(texts(Json.at(rest.json(), "triage.merged"))).isEmpty();
        assertThat(rest.text("triage.verdict")).isEqualTo("true_positive");
        assertThat(meanwhile.getFirst().path("verdict").asText()).isEqualTo("benign");
        assertThat(triages("worked", "hidden", "linked")).isEqualTo(before);
        assertThat(show("linked").text("triage.incident")).isEqualTo(incident);
        await().untilAsserted(
                        () ->
                                assertThat(history("keeps"))
                                        .contains("\"merged\"", "\"unmerged\"", "Not the same"));
        assertThat(history("worked")).contains("\"merged\"", "\"unmerged\"");
    }

    @Test
    void whatTheyFoundGoesToTheIncidentOfTheOneThatLeadsAndLeavesItWithThem() {
        store("finds", "heads", "earlier", "later", "own");
        merge("heads", "earlier");
        String incident =
                "/api/v1/incidents/"
                        + analyst.post(
                                        "/api/v1/incidents",
                                        "{\"title\":\"Found\",\"alert_ids\":[\"heads\",\"own\"]}")
                                .id();
        assertThat(evidenceOf(incident)).containsExactlyInAnyOrder("heads", "own", "earlier");

        merge("heads", "later", "own");
        await().untilAsserted(
                        () ->
                                assertThat(evidenceOf(incident))
                                        .containsExactlyInAnyOrder(
                                                "heads", "own", "earlier", "later"));

        analyst.post(ALERTS + "/heads/unmerge", "{\"alert_ids\":[\"earlier\",\"own\"]}");
        await().untilAsserted(
                        () ->
                                assertThat(evidenceOf(incident))
                                        .containsExactlyInAnyOrder("heads", "own", "later"));

        analyst.with("If-Match", "*").delete(incident + "/alerts/heads");
        await().untilAsserted(() -> assertThat(evidenceOf(incident)).containsExactly("own"));
    }

    private Set<String> evidenceOf(String incident) {
        Set<String> alerts = new TreeSet<>();
        analyst.get(incident + "/evidence?limit=100")
                .json()
                .path("items")
                .forEach(piece -> alerts.add(piece.path("alert").asText()));
        return alerts;
    }

    @Test
    void nobodyChangesTheTriageOfWhatIsMerged() {
        store("three", "chief", "follower");
        merge("chief", "follower");

        Answer patch = analyst.patch(ALERTS + "/follower", "*", "{\"status\":\"closed\"}");
        Answer bulk =
                analyst.post(
                        ALERTS + "/bulk",
                        "{\"alerts\":[{\"id\":\"follower\"}],\"patch\":{\"status\":\"closed\"}}");
        Answer mozdef =
                desk.caller("responder")
                        .post("/alertstatus", "{\"alert\":\"follower\",\"status\":\"closed\"}");
        Answer open =
                analyst.post(
                        "/api/v1/incidents", "{\"title\":\"One\",\"alert_ids\":[\"follower\"]}");
        String incident = analyst.post("/api/v1/incidents", "{\"title\":\"Two\"}").id();
        Answer attach =
                analyst.post(
                        "/api/v1/incidents/" + incident + "/alerts", "{\"alert_id\":\"follower\"}");

        assertThat(patch.status()).isEqualTo(409);
        assertThat(patch.text("detail")).contains("merged into chief, which leads");
        assertThat(bulk.json().at("/items/0/status").asInt()).isEqualTo(409);
        assertThat(mozdef.status()).isEqualTo(409);
        assertThat(open.status()).isEqualTo(422);
        assertThat(attach.status()).isEqualTo(409);
        assertThat(show("follower").etag()).isEqualTo("\"2\"");
        assertThat(analyst.post(ALERTS + "/follower/comments", "{\"text\":\"Same host\"}").status())
                .isEqualTo(201);
    }

    @Test
    void saysOfEachWhyItCannotBeMergedAndMergesNone() {
        store("four", "to", "free", "stands", "taken", "other", "bound");
        merge("stands", "taken");
        analyst.post("/api/v1/incidents", "{\"title\":\"One\",\"alert_ids\":[\"bound\"]}");

        Answer none = merge("to", "to", "free", "stands", "taken", "nobody", "bound");
        Answer chain = merge("taken", "free");

        assertThat(none.status()).isEqualTo(409);
        assertThat(none.text("detail"))
                .contains("Expected other alerts than the target to")
                .contains("but stands stands for 1. Unmerge them first")
                .contains("but taken is merged already, into stands")
                .contains("there is no alert nobody")
                .contains("but bound belongs to INC-")
                .doesNotContain("free");
        assertThat(chain.status()).isEqualTo(409);
        assertThat(chain.text("detail")).contains("taken is merged into stands");
        assertThat(show("free").etag()).isEqualTo("\"1\"");
        assertThat(merge("nobody", "free").status()).isEqualTo(404);
        assertThat(analyst.post(ALERTS + "/to/merge", "{}").status()).isEqualTo(422);
        assertThat(analyst.post(ALERTS + "/to/merge", "{\"alert_ids\":[]}").status())
                .isEqualTo(422);
        assertThat(
                        analyst.post(ALERTS + "/to/unmerge", "{\"alert_ids\":[\"taken\"]}")
                                .text("detail"))
                .contains("taken is merged into stands");
        assertThat(analyst.post(ALERTS + "/to/unmerge", "{\"alert_ids\":[\"nobody\"]}").status())
                .isEqualTo(409);
        assertThat(analyst.post(ALERTS + "/nobody/unmerge", "{}").status()).isEqualTo(404);
    }

    @Test
    void takesNeitherMoreThanItMayNorAVersionThatWasNotSeen() {
        store("five", "base", "side");
        Caller stale = analyst.with("If-Match", "\"7\"");

        assertThat(stale.post(ALERTS + "/base/merge", ids("side")).status()).isEqualTo(412);
        assertThat(
                        analyst.with("If-Match", "\"1\"")
                                .post(ALERTS + "/base/merge", ids("side"))
                                .status())
                .isEqualTo(200);
        assertThat(stale.post(ALERTS + "/base/unmerge", "{}").status()).isEqualTo(412);
        Caller viewer = desk.caller("viewer");
        assertThat(viewer.post(ALERTS + "/base/merge", ids("side")).status()).isEqualTo(403);
        assertThat(viewer.post(ALERTS + "/base/unmerge", "{}").status()).isEqualTo(403);
        Caller reads = scoped("alerts:read");
        assertThat(reads.post(ALERTS + "/base/unmerge", "{}").status()).isEqualTo(403);
        assertThat(reads.get(ALERTS + "/base/merged").status()).isEqualTo(200);
        assertThat(scoped("alerts:write").post(ALERTS + "/base/unmerge", "{}").status())
                .isEqualTo(200);
    }

    @Test
    void aRepeatedRequestChangesNothing() {
        store("six", "again", "once");

        merge("again", "once");
        Answer second = merge("again", "once");
        analyst.post(ALERTS + "/again/unmerge", "{}");
        Answer third = analyst.post(ALERTS + "/again/unmerge", "{\"alert_ids\":[\"once\"]}");

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.etag()).isEqualTo("\"2\"");
        assertThat(third.etag()).isEqualTo("\"3\"");
        assertThat(show("once").etag()).isEqualTo("\"3\"");
    }

    @Test
    void alertsOfARestrictedIncidentAreNotMergedByOthers() {
        store("seven", "secret", "open");
        desk.admin()
                .post(
                        "/api/v1/incidents",
                        "{\"title\":\"Quiet\",\"alert_ids\":[\"secret\"],\"restricted\":{\"users\":[\"nobody-else\"],\"roles\":[]}}");

        for (Answer refused : List.of(merge("secret", "open"), merge("open", "secret"))) {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.text("detail"))
                    .contains("secret belongs to a restricted one")
                    .doesNotContain("INC-");
        }
        assertThat(desk.admin().post(ALERTS + "/secret/merge", ids("open")).status())
                .isEqualTo(200);
    }

    private void store(String rule, String... ids) {
        for (String id : ids) {
            desk.stored(alert(id, 1, AlertState.OPEN, 2, Level.HIGH, rule));
        }
    }

    private Answer merge(String target, String... sources) {
        return analyst.post(ALERTS + "/" + target + "/merge", ids(sources));
    }

    private Caller scoped(String scope) {
        Answer made =
                desk.admin()
                        .post(
                                "/api/v1/keys",
                                "{\"name\":\"of-%s\",\"role\":\"analyst\",\"scopes\":[\"%s\"]}"
                                        .formatted(scope.replace(':', '-'), scope));
        return desk.nobody().with("Authorization", "Bearer " + made.text("key"));
    }

    private Answer show(String id) {
        return analyst.get(ALERTS + "/" + id);
    }

    private String history(String id) {
        return analyst.get(ALERTS + "/" + id + "/history").text();
    }

    private List<JsonNode> triages(String... ids) {
        List<JsonNode> all = new ArrayList<>();
        for (String id : ids) {
            ObjectNode triage = (ObjectNode) show(id).json().path("triage").deepCopy();
            if (!triage.path("merged_into").isNull()) {
                triage.put("merged_into", "a target");
            }
            all.add(triage);
        }
        return all;
    }

    private List<String> listed(String query) {
        return ids(analyst.get(ALERTS + "?" + query));
    }

    private static List<String> ids(Answer page) {
        List<String> ids = new ArrayList<>();
        page.json().path("items").forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }

    private static List<String> texts(@Nullable JsonNode array) {
        List<String> texts = new ArrayList<>();
        if (array != null) {
            array.forEach(one -> texts.add(one.asText()));
        }
        return texts;
    }

    private static String ids(String... ids) {
        ObjectNode body = Json.object();
        body.set("alert_ids", Json.MAPPER.valueToTree(List.of(ids)));
        return body.toString();
    }
}
