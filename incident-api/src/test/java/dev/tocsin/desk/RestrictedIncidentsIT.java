package dev.tocsin.desk;

import static dev.tocsin.desk.TestAlerts.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** For those whom an incident is not restricted to, it is not there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestrictedIncidentsIT {
    private static final String INCIDENTS = "/api/v1/incidents";
    private static final String RECORD =
            "{\"schema_version\":\"1.4.1\",\"incident_id\":\"secret-record\"}";

    private DeskDriver desk;
    private Caller outsider;
    private Caller insider;
    private String secret;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
        outsider = desk.caller("analyst");
        insider = desk.caller("responder");
        desk.stored(alert("secret-alert"));
        secret =
                insider.post(
                                INCIDENTS,
                                """
                                {"title":"A colleague","restricted":{"roles":["responder"]},
                                 "alert_ids":["secret-alert"]}
                                """)
                        .id();
        insider.post(INCIDENTS + "/" + secret + "/tasks", "{\"title\":\"Call the lawyer\"}");
        insider.with("If-Match", "\"0\"")
                .send("PUT", INCIDENTS + "/" + secret + "/veris", "application/json", RECORD);
    }

    @AfterAll
    void stop() {
        desk.close();
    }

    @TestFactory
    Stream<DynamicTest> asvs822EveryRouteOfAnIncidentAnswersAsIfItWereNotThere() {
        List<Specification.Operation> below =
                desk.specification().all().stream()
                        .filter(o -> o.path().startsWith(INCIDENTS + "/{"))
                        .toList();
        assertThat(below).hasSizeGreaterThan(40);
        return below.stream()
                .map(
                        o ->
                                DynamicTest.dynamicTest(
                                        o.method() + " " + o.path(), () -> answersAsIfNone(o)));
    }

    private void answersAsIfNone(Specification.Operation operation) {
        for (String body : new String[] {"{}", "no json"}) {
            Answer hidden = send(operation, secret, body);
            Answer none = send(operation, "INC-1999-000001", body);

            assertThat(hidden.status()).isEqualTo(404);
            assertThat(hidden.text().replace(secret, "INC-1999-000001")).isEqualTo(none.text());
        }
    }

    private Answer send(Specification.Operation operation, String incident, String body) {
        String path =
                operation
                        .path()
                        .replaceFirst("\\{[^}]+}", incident)
                        .replaceAll("\\{[^}]+}", "none");
        return operation.method().equals("GET")
                ? outsider.get(path)
                : outsider.send(operation.method(), path, "application/json", body);
    }

    @Test
    void asvs1632EveryDeniedLookIsInTheAudit() {
        String hidden = restricted("Looked at");
        String own = outsider.post(INCIDENTS, "{\"title\":\"Mine\"}").id();
        String name = String.valueOf(outsider.get("/api/v1/session").text("name"));

        outsider.get(INCIDENTS + "/" + hidden);
        outsider.post(INCIDENTS + "/" + hidden + "/notes", "{\"text\":\"I am here\"}");
        outsider.post("/api/v1/presence", "{\"incident\":\"" + hidden + "\",\"mode\":\"viewing\"}");
        outsider.post(
                INCIDENTS + "/" + own + "/links",
                "{\"relation\":\"related_to\",\"incident\":\"" + hidden + "\"}");
        outsider.get(INCIDENTS + "/INC-1999-000001");

        await().untilAsserted(
                        () ->
                                assertThat(looksAt(hidden))
                                        .allMatch(e -> e.path("by").asText().equals(name))
                                        .allMatch(
                                                e -> e.path("address").asText().equals("127.0.0.1"))
                                        .extracting(e -> e.at("/detail/request").asText())
                                        .containsExactly(
                                                "GET /api/v1/incidents/{id}",
                                                "POST /api/v1/incidents/{id}/notes",
                                                "POST /api/v1/presence",
                                                "POST /api/v1/incidents/{id}/links"));
        assertThat(looksAt("INC-1999-000001")).isEmpty();
    }

    @Test
    void asvs1634AFloodOfDeniedLooksFillsNoDisc() {
        String hidden = restricted("Looked at again and again");
        for (int i = 0; i < 100; i++) {
            outsider.get(INCIDENTS + "/" + hidden);
        }

        await().untilAsserted(() -> assertThat(looksAt(hidden)).hasSize(5));
        assertThat(desk.nobody().get("/metrics").text())
                .containsPattern("tocsin_desk_refusals_left_out_total [1-9]\\d");
    }

    @Test
    void looksOfThoseWhoMaySeeItAreNoRefusals() {
        String hidden = restricted("Looked at rightly");

        insider.get(INCIDENTS + "/" + hidden);
        insider.post(INCIDENTS + "/" + hidden + "/notes", "{}");
        outsider.get(INCIDENTS + "/" + hidden);

        await().untilAsserted(() -> assertThat(looksAt(hidden)).hasSize(1));
    }

    private String restricted(String title) {
        return insider.post(
                        INCIDENTS,
                        "{\"title\":\"%s\",\"restricted\":{\"roles\":[\"responder\"]}}"
                                .formatted(title))
                .id();
    }

    private List<JsonNode> looksAt(String incident) {
        return AuditTrail.of(desk.admin()).of("refused").stream()
                .filter(event -> event.path("subject").asText().equals(incident))
                .toList();
    }

    @Test
    void showsItToThoseItIsRestrictedToAndToAdministrators() {
        assertThat(insider.get(INCIDENTS + "/" + secret).json().at("/restricted/roles/0").asText())
                .isEqualTo("responder");
        assertThat(insider.get(INCIDENTS + "/" + secret + "/tasks").text()).contains("lawyer");
        assertThat(desk.admin().get(INCIDENTS + "/" + secret).status()).isEqualTo(200);
        assertThat(ids(insider, "")).contains(secret);
        assertThat(ids(desk.admin(), "")).contains(secret);
    }

    @Test
    void leavesItOutOfListsHoweverTheyAreFiltered() {
        assertThat(ids(outsider, "")).doesNotContain(secret);
        assertThat(ids(outsider, "&q=id:" + secret)).isEmpty();
        assertThat(ids(outsider, "&q=" + encoded("not title:nothing"))).doesNotContain(secret);
        assertThat(ids(outsider, "&updated_since=2020-01-01T00:00:00Z")).doesNotContain(secret);
    }

    @Test
    void admitsTheNamedKeyAndNoOther() {
        Answer made = desk.admin().post("/api/v1/keys", "{\"name\":\"in\",\"role\":\"viewer\"}");
        Caller machine = desk.nobody().with("Authorization", "Bearer " + made.text("key"));
        String id =
                desk.admin()
                        .post(
                                INCIDENTS,
                                "{\"title\":\"For a key\",\"restricted\":{\"keys\":[\"%s\"]}}"
                                        .formatted(made.id()))
                        .id();

        assertThat(machine.get(INCIDENTS + "/" + id).status()).isEqualTo(200);
        assertThat(ids(machine, "")).contains(id);
        assertThat(insider.get(INCIDENTS + "/" + id).status()).isEqualTo(404);
    }

    @Test
    void admitsTheNamedPersonUntilTheRestrictionIsLiftedForAll() {
        String name = String.valueOf(outsider.get("/api/v1/session").text("name"));
        Answer opened =
                outsider.post(
                        INCIDENTS,
                        "{\"title\":\"Mine\",\"restricted\":{\"users\":[\"%s\"]}}".formatted(name));
        String path = INCIDENTS + "/" + opened.id();

        assertThat(insider.get(path).status()).isEqualTo(404);
        assertThat(outsider.patch(path, opened.etag(), "{\"restricted\":null}").status())
                .isEqualTo(200);
        assertThat(insider.get(path).json().path("restricted").isNull()).isTrue();
        assertThat(insider.get(path + "/history").text()).contains("user " + name);
    }

    @Test
    void refusesARestrictionThatShutsTheCallerOutOrNamesNobody() {
        Answer out =
                outsider.post(
                        INCIDENTS, "{\"title\":\"Oops\",\"restricted\":{\"roles\":[\"admin\"]}}");
        Answer nobody =
                desk.admin().post(INCIDENTS, "{\"title\":\"Oops\",\"restricted\":{\"roles\":[]}}");
        Answer odd =
                desk.admin()
                        .post(
                                INCIDENTS,
                                "{\"title\":\"Oops\",\"restricted\":{\"roles\":[\"king\"],\"x\":1}}");

        assertThat(pointers(out)).containsExactly("/restricted");
        assertThat(pointers(nobody)).containsExactly("/restricted");
        assertThat(pointers(odd)).containsExactlyInAnyOrder("/restricted/roles", "/restricted/x");
    }

    @Test
    void hidesItBehindItsAlert() {
        assertThat(insider.get("/api/v1/alerts/secret-alert").text("triage.incident"))
                .isEqualTo(secret);
        for (String path :
                List.of(
                        "/api/v1/alerts/secret-alert",
                        "/api/v1/alerts/secret-alert/history",
                        "/api/v1/alerts?limit=500",
                        "/api/v1/alerts?sort=incident",
                        "/api/v1/alerts/export",
                        "/api/v1/alerts/export?format=csv")) {
            assertThat(outsider.get(path).text()).as(path).doesNotContain(secret);
        }
    }

    @Test
    void filtersAlertsAsIfTheyWereNotTied() {
        String tied = "/api/v1/alerts?incident=" + secret;
        String anyTied = "/api/v1/alerts?q=" + encoded("incident:INC* and id:secret-alert");

        assertThat(insider.get(tied).json().path("items")).hasSize(1);
        assertThat(outsider.get(tied).json().path("items")).isEmpty();
        assertThat(insider.get(anyTied).json().path("items")).hasSize(1);
        assertThat(outsider.get(anyTied).json().path("items")).isEmpty();
        assertThat(outsider.get("/api/v1/alerts/facets?incident=" + secret).json().path("status"))
                .isEmpty();
    }

    @Test
    void doesNotNameItWhenItsAlertIsWanted() {
        String other = outsider.post(INCIDENTS, "{\"title\":\"Other\"}").id();

        Answer opened =
                outsider.post(INCIDENTS, "{\"title\":\"New\",\"alert_ids\":[\"secret-alert\"]}");
        Answer added =
                outsider.post(
                        INCIDENTS + "/" + other + "/alerts", "{\"alert_id\":\"secret-alert\"}");

        assertThat(opened.status()).isEqualTo(422);
        assertThat(opened.text()).doesNotContain(secret);
        assertThat(added.status()).isEqualTo(409);
        assertThat(added.text()).doesNotContain(secret);
    }

    @Test
    void leavesItsRecordOutOfWhatIsToldOfVeris() {
        assertThat(insider.get("/api/v1/veris/export").text()).contains("secret-record");
        for (String format : List.of("array", "ndjson", "csv")) {
            assertThat(outsider.get("/api/v1/veris/export?format=" + format).text())
                    .doesNotContain("secret-record", secret);
        }
        assertThat(outsider.get("/api/v1/metrics/veris").json().path("records").asInt()).isZero();
    }

    @Test
    void importsNothingOverItsRecord() {
        Answer imported =
                outsider.post("/api/v1/veris/import?existing=replace", "[" + RECORD + "]");

        assertThat(imported.json().at("/items/0/outcome").asText()).isEqualTo("refused");
        assertThat(imported.text()).doesNotContain(secret);
    }

    @Test
    void tellsItToItsReadersOfTheStreamAlone() {
        try (Listener in = insider.listen(null);
                Listener out = outsider.listen(null)) {
            String start = out.lastId();
            insider.post(INCIDENTS + "/" + secret + "/notes", "{\"text\":\"Quiet\"}");
            String open = insider.post(INCIDENTS, "{\"title\":\"Open\"}").id();

            in.await("incident-changed");
            await().until(() -> changed(out).contains(open));
            assertThat(changed(in)).contains(secret);
            assertThat(changed(out)).doesNotContain(secret);
            try (Listener again = outsider.listen(start)) {
                await().until(() -> changed(again).contains(open));
                assertThat(changed(again)).doesNotContain(secret);
            }
        }
    }

    @Test
    void tellsItsAlertWithoutItsNumber() {
        try (Listener in = insider.listen(null);
                Listener out = outsider.listen(null)) {
            Answer alert = insider.get("/api/v1/alerts/secret-alert");
            insider.patch(
                    "/api/v1/alerts/secret-alert", alert.etag(), "{\"comment\":\"Looked at\"}");

            assertThat(in.await("alert-changed").data().toString()).contains(secret);
            assertThat(out.await("alert-changed").data().toString()).doesNotContain(secret);
        }
    }

    @Test
    void doesNotShowItToWhoeverOpenedItOnceUnderAnIdempotencyKey() {
        Caller once = outsider.with("Idempotency-Key", "lost");
        Answer opened = once.post(INCIDENTS, "{\"title\":\"Taken over\"}");
        desk.admin()
                .patch(
                        INCIDENTS + "/" + opened.id(),
                        opened.etag(),
                        "{\"restricted\":{\"roles\":[\"admin\"]}}");

        Answer again = once.post(INCIDENTS, "{\"title\":\"Taken over\"}");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text()).doesNotContain(opened.id());
    }

    @Test
    void keptAnswersNameItToNobodyWhoMayNotSeeItSince() {
        desk.stored(alert("kept-1"));
        Caller once = outsider.with("Idempotency-Key", "kept");
        String bulk =
                "{\"action\":\"escalate\",\"alerts\":[{\"id\":\"kept-1\"}],\"incident\":{\"title\":\"Kept\"}}";
        String opened = once.post("/api/v1/alerts/bulk", bulk).text("incident");
        String tag = "{\"action\":\"tag\",\"alerts\":[{\"id\":\"kept-1\"}],\"tags\":[\"t\"]}";
        Answer tagged = outsider.with("Idempotency-Key", "tag").post("/api/v1/alerts/bulk", tag);
        Caller again = outsider.with("Idempotency-Key", "refused");
        assertThat(again.post("/api/v1/alerts/bulk", bulk).text()).contains(opened);
        String links =
                INCIDENTS + "/" + outsider.post(INCIDENTS, "{\"title\":\"Mine\"}").id() + "/links";
        String link = "{\"relation\":\"related_to\",\"incident\":\"%s\"}".formatted(opened);
        assertThat(once.post(links, link).status()).isEqualTo(201);

        desk.admin()
                .patch(INCIDENTS + "/" + opened, "*", "{\"restricted\":{\"roles\":[\"admin\"]}}");

        assertThat(List.of(once.post("/api/v1/alerts/bulk", bulk), once.post(links, link)))
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(409))
                .allSatisfy(answer -> assertThat(answer.text()).doesNotContain(opened));
        assertThat(again.post("/api/v1/alerts/bulk", bulk).status()).isEqualTo(409);
        assertThat(outsider.with("Idempotency-Key", "tag").post("/api/v1/alerts/bulk", tag).text())
                .isEqualTo(tagged.text());
    }

    @Test
    void keptAnswersOfMozDefNameItToNobodyWhoMayNotSeeItSince() {
        Caller once = outsider.with("Idempotency-Key", "old");
        String body = "{\"summary\":\"Old\",\"phase\":\"Closed\",\"creator\":\"a@b.example\"}";
        String at = String.valueOf(once.post("/incident", body).header("Location"));
        desk.admin().patch(at, "*", "{\"restricted\":{\"roles\":[\"admin\"]}}");

        assertThat(once.post("/incident", body).status()).isEqualTo(409);
    }

    private static List<String> ids(Caller caller, String filter) {
        return caller.get(INCIDENTS + "?limit=500" + filter)
                .json()
                .path("items")
                .findValuesAsText("id");
    }

    private static List<String> changed(Listener listener) {
        return listener.messages("incident-changed").stream()
                .map(m -> m.data().path("id").asText())
                .toList();
    }

    private static List<String> pointers(Answer answer) {
        assertThat(answer.status()).isEqualTo(422);
        return answer.json().path("errors").findValuesAsText("pointer");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
