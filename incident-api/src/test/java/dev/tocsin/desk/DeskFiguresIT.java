package dev.tocsin.desk;

import static dev.tocsin.desk.TestAlerts.alert;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.alert.AlertState;
import dev.tocsin.alert.Level;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** How long the steps of the desk take, and how often its rules are wrong. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeskFiguresIT {
    private static final String FIGURES = "/api/v1/metrics/desk";

    private DeskDriver desk;
    private Caller analyst;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
        analyst = desk.caller("analyst");
        triaged("noise-1", "noisy", "{\"status\":\"closed\",\"verdict\":\"false_positive\"}");
        triaged("noise-2", "noisy", "{\"status\":\"closed\",\"verdict\":\"false_positive\"}");
        triaged("noise-3", "noisy", "{\"verdict\":\"true_positive\",\"assignee\":\"kim\"}");
        triaged("good-1", "good", "{\"verdict\":\"benign\"}");
        desk.stored(alert("untouched", 1, AlertState.OPEN, 1, Level.LOW, "good"));
        triaged("back", "other", "{\"status\":\"closed\",\"verdict\":\"test\"}");
        triaged("back", "{\"status\":\"new\"}");
        incident("{\"title\":\"One\",\"severity\":\"high\",\"assignees\":[\"kim\"]}", "closed");
        incident("{\"title\":\"Two\",\"severity\":\"low\"}", "in_progress");
    }

    @AfterAll
    void stop() {
        desk.close();
    }

    private void triaged(String id, String rule, String patch) {
        desk.stored(alert(id, 1, AlertState.OPEN, 1, Level.HIGH, rule));
        triaged(id, patch);
    }

    private void triaged(String id, String patch) {
        Answer alert = analyst.get("/api/v1/alerts/" + id);
        assertThat(analyst.patch("/api/v1/alerts/" + id, alert.etag(), patch).status())
                .isEqualTo(200);
    }

    private void incident(String body, String status) {
        Answer opened = analyst.post("/api/v1/incidents", body);
        analyst.patch(
                "/api/v1/incidents/" + opened.id(),
                opened.etag(),
                "{\"status\":\"" + status + "\"}");
    }

    private JsonNode figures(String parameters) {
        Answer answer = analyst.get(FIGURES + parameters);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void countsTheStepsOfAlertsAndIncidents() {
        JsonNode all = figures("");

        assertThat(all.at("/alerts/count").asInt()).isEqualTo(6);
        assertThat(all.at("/alerts/by_status/closed").asInt()).isEqualTo(2);
        assertThat(all.at("/alerts/by_status/in_progress").asInt()).isEqualTo(2);
        assertThat(all.at("/alerts/measures/detect/count").asInt()).isEqualTo(6);
        assertThat(all.at("/alerts/measures/qualify/count").asInt()).isEqualTo(4);
        assertThat(all.at("/alerts/measures/resolve/count").asInt()).isEqualTo(2);
        assertThat(all.at("/alerts/measures/qualify/p90").asDouble()).isBetween(0.0, 60.0);
        assertThat(all.at("/incidents/count").asInt()).isEqualTo(2);
        assertThat(all.at("/incidents/measures/acknowledge/count").asInt()).isEqualTo(2);
        assertThat(all.at("/incidents/measures/resolve/count").asInt()).isEqualTo(1);
        assertThat(all.at("/incidents/measures/contain/median").isNull()).isTrue();
        assertThat(all.path("complete").asBoolean()).isTrue();
    }

    @Test
    void saysHowOftenEachRuleIsWrong() {
        JsonNode rules = figures("").path("false_positives");

        assertThat(rules.findValuesAsText("rule")).containsExactly("noisy", "good");
        assertThat(rules.at("/0/judged").asInt()).isEqualTo(3);
        assertThat(rules.at("/0/rate").asDouble()).isEqualTo(2.0 / 3);
        assertThat(rules.at("/1/rate").asDouble()).isZero();
    }

    @Test
    void tellsThemBySeverityRuleOrAssignee() {
        JsonNode severity = figures("?by=severity").path("groups");
        JsonNode rule = figures("?by=rule").path("groups");
        JsonNode assignee = figures("?by=assignee").path("groups");

        assertThat(severity.findValuesAsText("key")).containsExactly("high", "low");
        assertThat(severity.at("/0/alerts/count").asInt()).isEqualTo(5);
        assertThat(severity.at("/0/incidents/count").asInt()).isEqualTo(1);
        assertThat(rule.findValuesAsText("key")).containsExactly("noisy", "good", "other");
        assertThat(assignee.findValuesAsText("key")).containsExactly("none", "kim");
        assertThat(assignee.at("/1/incidents/count").asInt()).isEqualTo(1);
    }

    @Test
    void measuresBetweenMomentsThatTheCallerChooses() {
        JsonNode chosen = figures("?start=acknowledged&end=resolved");

        assertThat(chosen.at("/alerts/measures/chosen/count").asInt()).isEqualTo(2);
        assertThat(chosen.at("/incidents/measures/chosen/count").asInt()).isEqualTo(1);
        assertThat(figures("?start=created&end=closed").at("/alerts/measures").has("chosen"))
                .isFalse();
    }

    @Test
    void countsWhatCameInTheTimeAlone() {
        JsonNode before = figures("?from=2020-01-01T00:00:00Z&to=2020-02-01T00:00:00Z");

        assertThat(before.at("/alerts/count").asInt()).isZero();
        assertThat(before.at("/incidents/count").asInt()).isZero();
    }

    @Test
    void forgetsTheStepsOfAnAlertThatIsNewAgain() {
        assertThat(found("id:back and resolved_at:*")).isEmpty();
        assertThat(found("id:back and received_at:>now-1h")).containsExactly("back");
        assertThat(found("resolved_at:*")).containsExactlyInAnyOrder("noise-1", "noise-2");
    }

    private List<String> found(String filter) {
        List<String> ids = new ArrayList<>();
        analyst.get("/api/v1/alerts?q=" + URLEncoder.encode(filter, StandardCharsets.UTF_8))
                .json()
                .path("items")
                .forEach(alert -> ids.add(alert.path("id").asText()));
        return ids;
    }

    @Test
    void refusesWhatItCannotMeasure() {
        assertThat(analyst.get(FIGURES + "?by=colour").status()).isEqualTo(400);
        assertThat(analyst.get(FIGURES + "?start=created").status()).isEqualTo(400);
        assertThat(analyst.get(FIGURES + "?start=started&end=contained").status()).isEqualTo(400);
        assertThat(
                        analyst.get(FIGURES + "?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z")
                                .status())
                .isEqualTo(400);
        assertThat(desk.nobody().get(FIGURES).status()).isEqualTo(401);
    }

    @Test
    void leavesOutIncidentsThatTheCallerMayNotSee() {
        int before = figures("").at("/incidents/count").asInt();
        desk.admin()
                .post(
                        "/api/v1/incidents",
                        "{\"title\":\"Secret\",\"restricted\":{\"roles\":[\"admin\"]}}");

        assertThat(figures("").at("/incidents/count").asInt()).isEqualTo(before);
        assertThat(desk.admin().get(FIGURES).json().at("/incidents/count").asInt())
                .isEqualTo(before + 1);
    }

    @Test
    void countsRequestsByRouteAndStatusAndTimesThem() {
        analyst.get("/api/v1/alerts/untouched");
        analyst.get("/api/v1/no-such-path");

        String metrics = desk.nobody().get("/metrics").text();

        assertThat(metrics)
                .contains(
                        "tocsin_desk_http_requests_total{method=\"GET\",route=\"/api/v1/alerts/{id}\",status=\"200\"}")
                .contains(
                        "tocsin_desk_http_requests_total{method=\"any\",route=\"none\",status=\"404\"}")
                .contains(
                        "tocsin_desk_http_request_seconds_bucket{method=\"GET\",route=\"/api/v1/alerts/{id}\",le=\"+Inf\"}")
                .contains("tocsin_desk_outbox_oldest_seconds ");
        assertThat(metrics).doesNotContain("no-such-path");
    }
}
