package dev.tocsin.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerisIT {
    private static final String JSON = "application/json";
    private static final String IMPORT = "/api/v1/veris/import";
    private static final String ODD =
            " {\"schema_version\" :\"1.4.1\",\n \"b\":1.50e+1,\"a\":\"\\u00e9é\" }\r\n";

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
    void givesARecordBackByteForByteWithWhatIsWrongWithIt() {
        String path = incident();

        Answer put = put(path, "\"0\"", ODD);
        Answer got = analyst.get(path);

        assertThat(put.status()).isEqualTo(201);
        assertThat(put.text("valid")).isEqualTo("false");
        assertThat(put.text()).contains("/summary");
        assertThat(got.response().body()).isEqualTo(ODD.getBytes(StandardCharsets.UTF_8));
        assertThat(got.etag()).isEqualTo(put.etag());
        assertThat(analyst.get(path + "/validation").json()).isEqualTo(put.json());
        assertThat(analyst.get(path.replace("/veris", "/history")).text())
                .contains("\"field\":\"veris\"");
    }

    @Test
    void refusesAStrictRecordWithErrorsAndABodyThatIsNone() {
        String path = incident();

        Answer strict = put(path + "?strict=true", "\"0\"", "{}");

        assertThat(strict.status()).isEqualTo(422);
        assertThat(strict.text()).contains("\"pointer\":\"/incident_id\"");
        assertThat(put(path, "\"0\"", "[]").status()).isEqualTo(400);
        assertThat(put(path + "?loose=1", "\"0\"", "{}").status()).isEqualTo(400);
        assertThat(analyst.with("If-Match", "\"0\"").send("PUT", path, "text/plain", "{}").status())
                .isEqualTo(415);
        assertThat(analyst.get(path).status()).isEqualTo(404);
    }

    @Test
    void drawsUpAValidRecordFromTheIncident() {
        Answer incident =
                analyst.post(
                        "/api/v1/incidents",
                        "{\"title\":\"Stolen keys\",\"reported_at\":\"2026-03-02T10:00:00Z\","
                                + "\"contained_at\":\"2026-03-02T10:45:00Z\"}");
        String path = "/api/v1/incidents/" + incident.id();
        analyst.post(path + "/timeline", "{\"at\":\"2026-03-01T06:00:00Z\",\"text\":\"in\"}");
        analyst.post(path + "/techniques", "{\"technique\":\"T1110.003\"}");
        analyst.post(path + "/observables", "{\"type\":\"ip\",\"value\":\"198.51.100.7\"}");
        analyst.post(path + "/lessons", "{\"text\":\"No limit\",\"action\":\"Add one\"}");

        Answer draft = analyst.get(path + "/veris/draft");

        JsonNode record = draft.json();
        assertThat(record.at("/timeline/incident/day").asInt()).isEqualTo(1);
        assertThat(record.at("/timeline/discovery").toString())
                .isEqualTo("{\"unit\":\"Hours\",\"value\":28}");
        assertThat(record.at("/timeline/containment").toString())
                .isEqualTo("{\"unit\":\"Minutes\",\"value\":45}");
        assertThat(record.at("/action/hacking/variety").toString()).contains("Brute force");
        assertThat(record.at("/ioc/0/indicator").asText()).isEqualTo("198.51.100.7");
        assertThat(record.path("corrective_action").asText()).isEqualTo("No limit; Add one");
        Answer put = put(path + "/veris?strict=true", "\"0\"", draft.text());
        assertThat(put.status()).as(put.text()).isEqualTo(201);
        assertThat(put.json().path("warnings")).as(put.text()).isEmpty();
    }

    @Test
    void drawsUpAValidRecordOfAnIncidentOfWhichNothingIsKnown() {
        String path = incident();

        Answer draft = analyst.get(path + "/draft");

        assertThat(draft.json().at("/action").toString()).isEqualTo("{\"unknown\":{}}");
        assertThat(put(path + "?strict=true", "\"0\"", draft.text()).status()).isEqualTo(201);
        assertThat(analyst.get("/api/v1/incidents/INC-2026-999999/veris/draft").status())
                .isEqualTo(404);
        assertThat(analyst.get(path + "/draft?x=1").status()).isEqualTo(400);
    }

    @Test
    void keepsEditsApartByTheirETags() {
        String path = incident();
        Answer first = put(path, "\"0\"", "{\"n\":1}");

        assertThat(analyst.send("PUT", path, JSON, "{}").status()).isEqualTo(428);
        assertThat(put(path, "\"0\"", "{\"n\":2}").status()).isEqualTo(412);
        assertThat(put(path, first.etag(), "{\"n\":3}").status()).isEqualTo(200);
        assertThat(analyst.delete(path).status()).isEqualTo(428);
        assertThat(analyst.with("If-Match", first.etag()).delete(path).status()).isEqualTo(412);
        assertThat(analyst.with("If-Match", "\"2\"").delete(path).status()).isEqualTo(204);
        assertThat(analyst.get(path).status()).isEqualTo(404);
        assertThat(analyst.get(path + "/validation").status()).isEqualTo(404);
        assertThat(put(path, "\"2\"", "{}").status()).isEqualTo(412);
        assertThat(put(path, "\"3\"", "{\"n\":4}").status()).isEqualTo(201);
    }

    @Test
    void knowsNoRecordOfAnIncidentThatIsNotThere() {
        String path = "/api/v1/incidents/none/veris";

        assertThat(analyst.get(path).status()).isEqualTo(404);
        assertThat(put(path, "\"0\"", "{}").status()).isEqualTo(404);
        assertThat(analyst.with("If-Match", "\"0\"").delete(path).status()).isEqualTo(404);
    }

    @Test
    void givesAnIncidentIdToOneIncidentOnly() {
        String record = "{\"incident_id\":\"taken-once\"}";
        String first = incident();
        put(first, "\"0\"", record);
        String second = incident();

        assertThat(put(second, "\"0\"", record).status()).isEqualTo(409);
        assertThat(analyst.with("If-Match", "\"1\"").delete(first).status()).isEqualTo(204);
        assertThat(put(second, "\"0\"", record).status()).isEqualTo(201);
    }

    @Test
    void importsEachRecordOnceWithAResultForEach() {
        String upload = record("i-1", "SQLi") + "\nno record\n" + record("i-2", "Brute force");

        Answer first = analyst.send("POST", IMPORT, "application/x-ndjson", upload);
        Answer again = analyst.send("POST", IMPORT, "application/x-ndjson", upload);
        Answer rest = analyst.send("POST", IMPORT + "?skip=2", "application/x-ndjson", upload);

        assertThat(outcomes(first)).containsExactly("created", "refused", "created");
        assertThat(outcomes(again)).containsExactly("unchanged", "refused", "unchanged");
        assertThat(outcomes(rest)).containsExactly("unchanged");
        String incident = first.json().path("items").path(0).path("incident").asText();
        assertThat(analyst.get("/api/v1/incidents/" + incident + "/veris").text())
                .isEqualTo(record("i-1", "SQLi"));
        assertThat(analyst.get("/api/v1/incidents/" + incident).text("title"))
                .isEqualTo("=1+1 of i-1");
    }

    @Test
    void takesAnIdThatIsInOneUploadTwiceOneAfterTheOther() {
        String upload =
                String.join(
                        "\n",
                        record("twice", "SQLi"),
                        record("beside", "SQLi"),
                        record("twice", "SQLi"),
                        record("twice", "DoS"));

        Answer answer = analyst.send("POST", IMPORT, "application/x-ndjson", upload);

        assertThat(outcomes(answer)).containsExactly("created", "created", "unchanged", "differs");
        assertThat(answer.json().path("items").findValuesAsText("index"))
                .containsExactly("0", "1", "2", "3");
    }

    @Test
    void opensOneIncidentForEachRecordHoweverManyImportItAtOnce() throws Exception {
        String upload =
                IntStream.range(0, 500)
                        .mapToObj(i -> record("race-" + i, "SQLi"))
                        .collect(Collectors.joining("\n"));
        List<Callable<Answer>> imports =
                Collections.nCopies(
                        4, () -> analyst.send("POST", IMPORT, "application/x-ndjson", upload));

        Set<String> incidents = new HashSet<>();
        List<String> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> done : threads.invokeAll(imports)) {
                incidents.addAll(done.get().json().path("items").findValuesAsText("incident"));
                outcomes.addAll(outcomes(done.get()));
            }
        }

        assertThat(incidents).hasSize(500);
        assertThat(outcomes).hasSize(2_000).containsOnly("created", "unchanged");
        assertThat(outcomes.stream().filter("created"::equals)).hasSize(500);
    }

    @Test
    void replacesARecordOnlyWhenAsked() {
        analyst.post(IMPORT, record("r-1", "SQLi"));
        String other = "[" + record("r-1", "DoS") + "]";

        assertThat(outcomes(analyst.post(IMPORT, other))).containsExactly("differs");
        assertThat(outcomes(analyst.post(IMPORT + "?existing=replace", other)))
                .containsExactly("replaced");
        assertThat(outcomes(analyst.post(IMPORT + "?strict=true", "{\"incident_id\":\"r-2\"}")))
                .containsExactly("refused");
        assertThat(analyst.post(IMPORT + "?skip=x", "[]").status()).isEqualTo(400);
        assertThat(analyst.post(IMPORT + "?skip=4294967295", "[]").status()).isEqualTo(400);
        assertThat(analyst.post(IMPORT, "[").json().path("items")).isEmpty();
    }

    @Test
    void exportsAllRecordsAndCountsThem() {
        analyst.post(IMPORT, record("e-1", "Footprinting"));

        String lines = analyst.get("/api/v1/veris/export?format=ndjson").text();
        String csv = analyst.get("/api/v1/veris/export?format=csv").text();

        assertThat(lines.lines()).contains(record("e-1", "Footprinting"));
        assertThat(analyst.get("/api/v1/veris/export").json().findValuesAsText("incident_id"))
                .contains("e-1");
        assertThat(csv).contains("action.hacking.variety.Footprinting").contains("'=1+1 of e-1");
        assertThat(analyst.get("/api/v1/veris/export?format=xml").status()).isEqualTo(400);
        assertThat(
                        analyst.get("/api/v1/metrics/veris")
                                .json()
                                .path("action")
                                .path("hacking.Footprinting")
                                .asInt())
                .isEqualTo(1);
    }

    @Test
    void takesWhatTheRecordSaysIntoTheIncidentOnce() {
        String veris = incident();
        String incident = veris.replace("/veris", "");
        analyst.post(incident + "/observables", "{\"type\":\"ip\",\"value\":\"192.0.2.9\"}");
        put(
                veris,
                "\"0\"",
                "{\"ioc\":[{\"indicator\":\"192.0.2.9\"},{\"indicator\":\"198.51.100.0/24\",\"comment\":\"C2\"},"
                        + "{\"indicator\":\"https://evil.example/a\"},{\"indicator\":\"evil.example\"},{\"indicator\":\"a@evil.example\"},"
                        + "{\"indicator\":\"d41d8cd98f00b204e9800998ecf8427e\"},{\"indicator\":\"Global\\\\Mutex 1\"},{\"indicator\":\""
                        + "x".repeat(3_000)
                        + "\"}],\"corrective_action\":\"Train people\","
                        + "\"timeline\":{\"incident\":{\"year\":2026,\"month\":3,\"day\":1},"
                        + "\"discovery\":{\"unit\":\"Hours\",\"value\":28},\"containment\":{\"unit\":\"Minutes\",\"value\":45}}}");

        Answer applied = analyst.post(veris + "/apply", "{}");
        Answer again = analyst.post(veris + "/apply", "{}");

        assertThat(applied.text())
                .isEqualTo("{\"left_out\":1,\"lessons\":1,\"observables\":6,\"timeline\":3}");
        assertThat(again.text())
                .isEqualTo("{\"left_out\":1,\"lessons\":0,\"observables\":0,\"timeline\":0}");
        JsonNode observables = analyst.get(incident + "/observables").json().path("items");
        assertThat(observables.findValuesAsText("type"))
                .containsExactlyInAnyOrder("ip", "ip", "url", "domain", "email", "hash", "other");
        assertThat(analyst.get(incident + "/timeline").json().findValuesAsText("at"))
                .containsExactlyInAnyOrder(
                        "2026-03-01T00:00:00.000Z",
                        "2026-03-02T04:00:00.000Z",
                        "2026-03-02T04:45:00.000Z");
        assertThat(analyst.get(incident + "/lessons").json().at("/items/0/text").asText())
                .isEqualTo("Train people");
        JsonNode back = analyst.get(veris + "/draft").json();
        assertThat(back.path("corrective_action").asText()).isEqualTo("Train people");
        assertThat(back.path("ioc")).hasSize(7);
        assertThat(back.at("/timeline/incident/day").asInt()).isEqualTo(1);
    }

    @Test
    void takesNothingOfNoRecord() {
        String veris = incident();

        assertThat(analyst.post(veris + "/apply", "{}").status()).isEqualTo(404);
        assertThat(analyst.post(veris + "/apply", "{\"x\":1}").status()).isEqualTo(422);
        assertThat(desk.caller("viewer").post(veris + "/apply", "{}").status()).isEqualTo(403);
    }

    @Test
    void countsRecordsByPivotsAndSetsTwoOfThemAgainstEachOther() {
        String first =
                "{\"incident_id\":\"p-1\",\"action\":{\"hacking\":{\"variety\":[\"SQLi\",\"SQLi\"]},\"malware\":{}},"
                        + "\"asset\":{\"assets\":[{\"variety\":\"S - Database\"},{\"variety\":\"S - Web application\"}]},"
                        + "\"attribute\":{\"confidentiality\":{\"data\":[{\"variety\":\"Personal\",\"amount\":3}]}},"
                        + "\"discovery_method\":{\"external\":{\"variety\":[\"Customer\"]}},"
                        + "\"victim\":{\"industry\":\"522110\",\"country\":[\"DE\",\"FR\"]},"
                        + "\"security_incident\":\"Confirmed\",\"timeline\":{\"incident\":{\"year\":1999}}}";
        String second =
                "{\"incident_id\":\"p-2\",\"action\":{\"hacking\":{\"variety\":[\"DoS\"]}},"
                        + "\"asset\":{\"assets\":[{\"variety\":\"S - Database\"}]},"
                        + "\"timeline\":{\"incident\":{\"year\":1999}}}";
        analyst.send("POST", IMPORT, "application/x-ndjson", first + "\n" + second);

        Answer counted = analyst.get("/api/v1/metrics/veris?rows=action&columns=asset&year=1999");
        JsonNode json = counted.json();

        assertThat(json.path("records").asInt()).as(counted.text()).isEqualTo(2);
        assertThat(json.path("action").toString())
                .isEqualTo("{\"hacking\":2,\"hacking.DoS\":1,\"hacking.SQLi\":1,\"malware\":1}");
        assertThat(json.path("attribute").toString())
                .isEqualTo("{\"confidentiality\":1,\"confidentiality.Personal\":1}");
        assertThat(json.path("discovery_method").has("external.Customer")).isTrue();
        assertThat(json.path("country").toString()).isEqualTo("{\"DE\":1,\"FR\":1}");
        assertThat(json.path("industry").toString()).isEqualTo("{\"522110\":1}");
        assertThat(json.path("year").toString()).isEqualTo("{\"1999\":2}");
        assertThat(json.at("/table/counts/hacking").toString())
                .isEqualTo("{\"S - Database\":2,\"S - Web application\":1}");
        assertThat(json.at("/table/counts/hacking.DoS").toString())
                .isEqualTo("{\"S - Database\":1}");
        assertThat(analyst.get("/api/v1/metrics/veris?rows=action").status()).isEqualTo(400);
        assertThat(analyst.get("/api/v1/metrics/veris?rows=colour&columns=asset").status())
                .isEqualTo(400);
        assertThat(analyst.get("/api/v1/metrics/veris").json().has("table")).isFalse();
    }

    private String incident() {
        return "/api/v1/incidents/"
                + analyst.post("/api/v1/incidents", "{\"title\":\"Described\"}").id()
                + "/veris";
    }

    private Answer put(String path, String etag, String record) {
        return analyst.with("If-Match", etag).send("PUT", path, JSON, record);
    }

    private static String record(String id, String variety) {
        return "{\"incident_id\":\"%s\",\"summary\":\"=1+1 of %s\",\"schema_version\":\"1.4.1\",\"action\":{\"hacking\":{\"variety\":[\"%s\"]}}}"
                .formatted(id, id, variety);
    }

    private static List<String> outcomes(Answer answer) {
        return answer.json().path("items").findValuesAsText("outcome");
    }
}
