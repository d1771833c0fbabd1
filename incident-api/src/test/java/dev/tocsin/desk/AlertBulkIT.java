package dev.tocsin.desk;

import static dev.tocsin.desk.TestAlerts.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.alert.AlertState;
import dev.tocsin.alert.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One thing that is done to many alerts, with a result for each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertBulkIT {
    private static final String ALERTS = "/api/v1/alerts";
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
    void opensOneIncidentOfThoseThatCanBeAndSaysOfTheOthersWhyNot() {
        store("esc", "e-1", "e-2", "e-3", "e-4");
        analyst.post(INCIDENTS, "{\"title\":\"Other\",\"alert_ids\":[\"e-3\"]}");
        analyst.post(ALERTS + "/e-4/merge", "{\"alert_ids\":[\"e-2\"]}");

        Answer answer =
                bulk("escalate", "e-1,e-2,e-3,e-4,nobody", "\"incident\":{\"title\":\"Campaign\"}");

        assertThat(statuses(answer)).containsExactly(200, 409, 409, 200, 404);
        assertThat(details(answer))
                .anyMatch(detail -> detail.contains("e-2 is merged into e-4"))
                .anyMatch(detail -> detail.contains("e-3 belongs to INC-"));
        String incident = String.valueOf(answer.text("incident"));
        assertThat(analyst.get(INCIDENTS + "/" + incident).json().path("alerts")).hasSize(2);
        assertThat(show("e-4", "triage.incident")).isEqualTo(incident);
        Answer again = bulk("escalate", "e-1", "\"incident\":{\"title\":\"Campaign\"}");
        assertThat(statuses(again)).containsExactly(409);
        assertThat(again.json().path("incident").isNull()).isTrue();
    }

    @Test
    void attachesToAnIncidentThatIsThereAndSeen() {
        store("att", "a-1", "a-2");
        String incident = analyst.post(INCIDENTS, "{\"title\":\"One\"}").id();
        String secret =
                desk.admin()
                        .post(
                                INCIDENTS,
                                "{\"title\":\"Quiet\",\"restricted\":{\"users\":[\"x\"],\"roles\":[]}}")
                        .id();

        Answer first = bulk("attach", "a-1", "\"incident\":\"" + incident + "\"");
        Answer both = bulk("attach", "a-1,a-2", "\"incident\":\"" + incident + "\"");

        assertThat(statuses(first)).containsExactly(200);
        assertThat(statuses(both)).containsExactly(200, 200);
        assertThat(both.text("incident")).isEqualTo(incident);
        assertThat(analyst.get(INCIDENTS + "/" + incident).json().path("alerts")).hasSize(2);
        for (String none : List.of(secret, "INC-1")) {
            assertThat(bulk("attach", "a-1", "\"incident\":\"" + none + "\"").status())
                    .isEqualTo(404);
        }
    }

    @Test
    void tagsAndUntagsAndAPatchSetsTags() {
        store("tag", "t-1", "t-2");

        bulk("tag", "t-1,t-2", "\"tags\":[\"vpn\",\"night\"]");
        bulk("tag", "t-1", "\"tags\":[\"vpn\"],\"comment\":\"Nothing new\"");
        Answer untagged = bulk("untag", "t-2", "\"tags\":[\"night\",\"none\"]");
        analyst.patch(ALERTS + "/t-1", "*", "{\"tags\":[\"day\",\"day\"]}");

        assertThat(statuses(untagged)).containsExactly(200);
        assertThat(analyst.get(ALERTS + "/t-1").json().at("/triage/tags").toString())
                .isEqualTo("[\"day\"]");
        assertThat(ids(analyst.get(ALERTS + "?rule=tag&q=tags:vpn"))).containsExactly("t-2");
        Answer none = analyst.patch(ALERTS + "/t-1", "*", "{\"tags\":null}");
        assertThat(none.json().at("/triage/tags")).isEmpty();
        String fifty =
                String.join(
                        ",", IntStream.range(0, 50).mapToObj(i -> "\"tag-" + i + "\"").toList());
        assertThat(statuses(bulk("tag", "t-2", "\"tags\":[" + fifty + "]"))).containsExactly(409);
    }

    @Test
    void assignsSuppressesAndComments() {
        store("some", "s-1", "s-2");

        Answer assigned = bulk("assign", "s-1,s-2", "\"assignee\":\"ada\"");
        Answer nobody = bulk("assign", "s-2", "\"assignee\":null");
        Answer suppressed = bulk("suppress", "s-2", "\"comment\":\"The scanner\"");
        Answer commented = bulk("comment", "s-1,s-2,gone", "\"text\":\"Seen before\"");

        assertThat(statuses(assigned)).containsExactly(200, 200);
        assertThat(show("s-1", "triage.assignee")).isEqualTo("ada");
        assertThat(statuses(nobody)).containsExactly(200);
        assertThat(analyst.get(ALERTS + "/s-2").json().at("/triage/assignee").isNull()).isTrue();
        assertThat(statuses(suppressed)).containsExactly(200);
        assertThat(show("s-2", "triage.status")).isEqualTo("suppressed");
        assertThat(statuses(commented)).containsExactly(200, 200, 404);
        assertThat(analyst.get(ALERTS + "/s-1/comments").text()).contains("Seen before");
        await().untilAsserted(
                        () ->
                                assertThat(analyst.get(ALERTS + "/s-2/history").text())
                                        .contains("The scanner"));
    }

    @Test
    void mergesThoseThatCanBe() {
        store("mer", "m-0", "m-1", "m-2", "m-3", "m-4");
        analyst.post(ALERTS + "/m-3/merge", "{\"alert_ids\":[\"m-4\"]}");

        Answer answer = bulk("merge", "m-1,m-2,m-3,m-4,m-0", "\"target\":\"m-0\"");

        assertThat(statuses(answer)).containsExactly(200, 200, 409, 409, 409);
        assertThat(show("m-2", "triage.merged_into")).isEqualTo("m-0");
        assertThat(bulk("merge", "m-1", "\"target\":\"nobody\"").status()).isEqualTo(404);
    }

    @Test
    void takesWhatAFilterFindsIfItIsWhatTheCallerSaw() {
        store("flt", "f-1", "f-2", "f-3", "f-4");
        analyst.post(ALERTS + "/f-1/merge", "{\"alert_ids\":[\"f-4\"]}");

        Answer stale = filter("rule:flt", 4, "\"action\":\"assign\",\"assignee\":\"bob\"");
        Answer done = filter("rule:flt", 3, "\"action\":\"assign\",\"assignee\":\"bob\"");

        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.text("detail")).contains("find 4 alerts").contains("it finds 3 now");
        assertThat(statuses(done)).containsExactly(200, 200, 200);
        assertThat(ids(analyst.get(ALERTS + "?rule=flt&assignee=bob"))).hasSize(3);
        assertThat(analyst.get(ALERTS + "/f-4").json().at("/triage/assignee").isNull()).isTrue();
    }

    @Test
    void refusesMoreThanItMayTake() {
        for (int i = 0; i <= 500; i++) {
            desk.send(alert("big-" + i, 1, AlertState.OPEN, 2, Level.HIGH, "big"));
        }
        await().until(() -> analyst.get(ALERTS + "/facets?rule=big").text().contains("501"));

        Answer tooMany = filter("rule:big", 501, "\"action\":\"tag\",\"tags\":[\"x\"]");
        String all = String.join(",", IntStream.range(0, 201).mapToObj(i -> "big-" + i).toList());
        Answer escalate = bulk("escalate", all, "\"incident\":{\"title\":\"All\"}");

        assertThat(tooMany.status()).isEqualTo(422);
        assertThat(tooMany.text("detail")).contains("at most 500 alerts, but it finds 501");
        assertThat(escalate.status()).isEqualTo(422);
        assertThat(escalate.text("detail")).contains("at most 200 alerts of one incident");
    }

    @Test
    void namesEveryFaultAndAsksForTheRole() {
        store("bad", "b-1");
        for (String body :
                List.of(
                        "{}",
                        "{\"action\":\"explode\",\"alerts\":[{\"id\":\"b-1\"}]}",
                        "{\"action\":\"tag\",\"alerts\":[{\"id\":\"b-1\"}]}",
                        "{\"action\":\"tag\",\"alerts\":[{\"id\":\"b-1\"}],\"tags\":[]}",
                        "{\"action\":\"assign\",\"alerts\":[{\"id\":\"b-1\"}]}",
                        "{\"action\":\"suppress\",\"alerts\":[{\"id\":\"b-1\"}]}",
                        "{\"action\":\"merge\",\"alerts\":[{\"id\":\"b-1\"}]}",
                        "{\"action\":\"comment\",\"alerts\":[{\"id\":\"b-1\"}]}",
                        "{\"action\":\"comment\",\"text\":\"a\",\"q\":\"rule:bad\"}",
                        "{\"action\":\"comment\",\"text\":\"a\",\"q\":\"(\",\"count\":1}",
                        "{\"action\":\"comment\",\"text\":\"a\",\"q\":\"rule:bad\",\"count\":1,\"alerts\":[{\"id\":\"b-1\"}]}",
                        "{\"action\":\"comment\",\"text\":\"a\",\"count\":1,\"alerts\":[{\"id\":\"b-1\"}]}",
                        "{\"action\":\"assign\",\"assignee\":\"a\",\"patch\":{},\"alerts\":[{\"id\":\"b-1\"}]}",
                        "{\"action\":\"escalate\",\"alerts\":[{\"id\":\"b-1\"}],\"incident\":\"INC-1\"}",
                        "{\"action\":\"attach\",\"alerts\":[{\"id\":\"b-1\"}],\"incident\":{}}")) {
            assertThat(analyst.post(ALERTS + "/bulk", body).status()).as(body).isEqualTo(422);
        }
        Answer all =
                analyst.post(
                        ALERTS + "/bulk",
                        "{\"alerts\":[{\"id\":\"\"},{\"id\":\"a\",\"version\":0}],\"patch\":{\"status\":\"done\"}}");
        assertThat(all.json().path("errors").findValuesAsText("pointer"))
                .contains("/alerts/0/id", "/alerts/1/version", "/patch/status");
        Answer mixed =
                analyst.post(
                        ALERTS + "/bulk",
                        "{\"alerts\":[5,{\"id\":\"a\",\"version\":0}],\"patch\":{\"status\":\"new\"}}");
        assertThat(mixed.json().path("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/alerts/0", "/alerts/1/version");
        Answer incident =
                bulk("escalate", "b-1", "\"incident\":{\"severity\":\"loud\",\"alert_ids\":[]}");
        assertThat(incident.json().path("errors").findValuesAsText("pointer"))
                .contains("/incident/title", "/incident/severity", "/incident/alert_ids");
        String tag = "{\"action\":\"tag\",\"tags\":[\"x\"],\"alerts\":[{\"id\":\"b-1\"}]}";
        assertThat(desk.caller("viewer").post(ALERTS + "/bulk", tag).status()).isEqualTo(403);
        assertThat(desk.nobody().post(ALERTS + "/bulk", tag).status()).isEqualTo(401);
    }

    @Test
    void doesOnceWhatIsSentTwiceWithOneKey() {
        store("key", "k-1");
        Caller keyed = analyst.with("Idempotency-Key", "bulk-1");
        String body = "{\"action\":\"comment\",\"alerts\":[{\"id\":\"k-1\"}],\"text\":\"%s\"}";

        Answer first = keyed.post(ALERTS + "/bulk", body.formatted("Once"));
        Answer second = keyed.post(ALERTS + "/bulk", body.formatted("Once"));
        Answer other = keyed.post(ALERTS + "/bulk", body.formatted("Other"));

        assertThat(second.text()).isEqualTo(first.text());
        assertThat(other.status()).isEqualTo(422);
        assertThat(analyst.get(ALERTS + "/k-1/comments").json().path("items")).hasSize(1);
    }

    @Test
    void leavesAloneWhatTheCallerHasNotSeen() {
        store("old", "o-1", "o-2");

        Answer answer =
                analyst.post(
                        ALERTS + "/bulk",
                        "{\"action\":\"merge\",\"target\":\"o-2\",\"alerts\":[{\"id\":\"o-1\",\"version\":3}]}");

        assertThat(statuses(answer)).containsExactly(412);
        assertThat(answer.json().at("/items/0/version").asInt()).isEqualTo(1);
        assertThat(analyst.get(ALERTS + "/o-1").json().at("/triage/merged_into").isNull()).isTrue();
    }

    private void store(String rule, String... ids) {
        for (String id : ids) {
            desk.stored(alert(id, 1, AlertState.OPEN, 2, Level.HIGH, rule));
        }
    }

    private Answer bulk(String action, String ids, String more) {
        List<String> alerts =
                Stream.of(ids.split(",", -1)).map(id -> "{\"id\":\"" + id + "\"}").toList();
        return analyst.post(
                ALERTS + "/bulk",
                "{\"action\":\"%s\",\"alerts\":%s,%s}".formatted(action, alerts, more));
    }

    private Answer filter(String q, int count, String more) {
        return analyst.post(
                ALERTS + "/bulk", "{\"q\":\"%s\",\"count\":%d,%s}".formatted(q, count, more));
    }

    private String show(String id, String field) {
        return String.valueOf(analyst.get(ALERTS + "/" + id).text(field));
    }

    private static List<Integer> statuses(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        List<Integer> statuses = new ArrayList<>();
        answer.json().path("items").forEach(item -> statuses.add(item.path("status").asInt()));
        return statuses;
    }

    private static List<String> details(Answer answer) {
        return answer.json().path("items").findValuesAsText("detail");
    }

    private static List<String> ids(Answer page) {
        List<String> ids = new ArrayList<>();
        for (JsonNode item : page.json().path("items")) {
            ids.add(item.path("id").asText());
        }
        return ids;
    }
}
