package dev.tocsin.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.testkit.TopicReader;
import dev.tocsin.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackupIT {
    private static final String EXPORT = "/api/v1/desk/export";
    private static final String IMPORT = "/api/v1/desk/import";
    private static final String NDJSON = "application/x-ndjson";

    private DeskDriver from;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        from = new DeskDriver(directory);
        from.stored(TestAlerts.alert("backup-1"));
        Answer incident = from.admin().post("/api/v1/incidents", "{\"title\":\"Kept\"}");
        String path = "/api/v1/incidents/" + incident.id();
        from.admin().post(path + "/notes", "{\"text\":\"a note\"}");
        from.admin().post(path + "/tasks", "{\"title\":\"a task\"}");
        from.admin()
                .with("If-Match", "\"0\"")
                .send("PUT", path + "/veris", "application/json", "{}");
        from.admin().post("/api/v1/lists", "{\"name\":\"bad\",\"kind\":\"watch\"}");
        from.admin().post("/api/v1/lists/bad/entries", "{\"value\":\"198.51.100.7\"}");
    }

    @AfterAll
    void stop() {
        from.close();
    }

    @Test
    void takesEverythingOfADeskIntoAnother(@TempDir Path directory) throws Exception {
        String file = export(from);
        try (DeskDriver to = new DeskDriver(directory);
                TopicReader lists = new TopicReader(to.bootstrapServers(), Topics.LISTS.name())) {
            Answer first = take(to, file, "");
            Answer again = take(to, file, "");

            assertThat(first.json().path("complete").asBoolean()).isTrue();
            assertThat(count(first, "alerts", "added")).isEqualTo(1);
            assertThat(count(again, "alerts", "unchanged")).isEqualTo(1);
            assertThat(count(again, "incidents", "unchanged")).isEqualTo(1);
            assertThat(to.admin().get("/api/v1/alerts?q=id:backup-1").text()).contains("backup-1");
            Awaitility.await().until(() -> keys(lists).contains("bad"));
            assertThat(to.admin().get("/api/v1/lists/bad/history").text())
                    .contains("\"action\":\"imported\"");
            assertThat(documents(export(to))).containsAll(documents(file));
            assertThat(to.admin().post("/api/v1/incidents", "{\"title\":\"Next\"}").text("number"))
                    .isNotEqualTo(
                            from.admin()
                                    .get("/api/v1/incidents")
                                    .json()
                                    .at("/items/0/number")
                                    .asText());
        }
    }

    @Test
    void bringsWhatAnEarlierVersionExportedToThePresentForm(@TempDir Path directory)
            throws Exception {
        String file =
                export(from)
                        .replaceFirst("\"\\$numberInt\": \"[0-9]+\"", "\"\\$numberInt\": \"2\"")
                        .replaceFirst(
                                "(\"collection\": \"incidents\", \"document\": \\{)",
                                "$1\"evidence\":[{\"alert\":\"backup-1\",\"id\":\"event-1\",\"at\":1000,\"topic\":\"t\",\"partition\":1,\"offset\":7}],");
        try (DeskDriver to = new DeskDriver(directory)) {
            Answer taken = take(to, file, "");
            String id = to.admin().get("/api/v1/incidents").json().at("/items/0/id").asText();

            assertThat(taken.json().path("complete").asBoolean()).as(taken.text()).isTrue();
            Answer evidence = to.admin().get("/api/v1/incidents/" + id + "/evidence");
            assertThat(evidence.json().at("/items/0/event/id").asText()).isEqualTo("event-1");
            assertThat(evidence.json().at("/items/0/alert").asText()).isEqualTo("backup-1");
        }
    }

    @Test
    void listsImportedAlertsOnEveryReplicaAtOnce(@TempDir Path directory) throws Exception {
        String file = export(from);
        try (DeskDriver to = new DeskDriver(directory);
                DeskServer other = DeskServer.start(to.config(Map.of()))) {
            take(to, file, "");

            Awaitility.await()
                    .atMost(Duration.ofSeconds(15))
                    .until(
                            () -> to.admin(other).get("/api/v1/alerts?q=id:backup-1").text(),
                            text -> text.contains("backup-1"));
        }
    }

    @Test
    void keepsWhatIsThereOrReplacesItWhenToldTo() {
        String file = export(from);
        Answer alert = from.admin().get("/api/v1/alerts/backup-1");
        from.admin().patch("/api/v1/alerts/backup-1", alert.etag(), "{\"status\":\"in_progress\"}");

        Answer kept = take(from, file, "?existing=keep");
        Answer status = from.admin().get("/api/v1/alerts/backup-1");
        Answer replaced = take(from, file, "?existing=replace");

        assertThat(count(kept, "alerts", "kept")).isEqualTo(1);
        assertThat(status.text()).contains("in_progress");
        assertThat(count(replaced, "alerts", "replaced")).isEqualTo(1);
        assertThat(from.admin().get("/api/v1/alerts/backup-1").text())
                .doesNotContain("in_progress");
    }

    @Test
    void saysThatAFileWasCutOrChangedAndWhere() {
        List<String> lines = export(from).lines().toList();
        String cut = String.join("\n", lines.subList(0, lines.size() - 1));
        String without =
                lines.stream()
                        .filter(Predicate.not(lines.get(1)::equals))
                        .collect(Collectors.joining("\n"));

        assertThat(fault(take(from, cut, ""))).contains("the file ends");
        assertThat(fault(take(from, without, ""))).contains("Expected " + (lines.size() - 2));
        assertThat(fault(take(from, lines.getFirst() + "\n{]\n" + lines.getLast(), "")))
                .contains("found another line");
        assertThat(take(from, cut, "").json().path("complete").asBoolean()).isFalse();
    }

    @Test
    void goesOnFromTheHigherNumberAndLeavesOutWhatOneDeskKeepsForItself() {
        String head = export(from).lines().findFirst().orElseThrow();
        String file =
                String.join(
                        "\n",
                        head,
                        counter("incidents-1999", "\"value\":7"),
                        counter("audit", "\"value\":7000000"),
                        counter("oidc-cookie-key", "\"key\":\"AAAA\""),
                        "{\"documents\":3}");

        Answer first = take(from, file, "");
        Answer again = take(from, file, "");

        assertThat(count(first, "counters", "added")).isEqualTo(1);
        assertThat(count(again, "counters", "unchanged")).isEqualTo(1);
        assertThat(count(first, "counters", "left_out")).isEqualTo(2);
        assertThat(counters(export(from)))
                .anyMatch(line -> line.contains("\"incidents-1999\""))
                .noneMatch(line -> line.contains("\"schema\""));
    }

    private static String counter(String id, String member) {
        return "{\"collection\":\"counters\",\"document\":{\"_id\":\"%s\",%s}}"
                .formatted(id, member);
    }

    private static List<String> counters(String file) {
        return file.lines().filter(line -> line.contains("\"counters\"")).toList();
    }

    @Test
    void refusesWhatIsNoExportOrOfANewerTocsin() {
        assertThat(take(from, "", "").status()).isEqualTo(400);
        assertThat(take(from, "{\"a\":1}", "").status()).isEqualTo(400);
        assertThat(take(from, "{\"tocsin\":\"desk-export\",\"schema\":999}", "").status())
                .isEqualTo(409);
        assertThat(take(from, "", "?existing=maybe").status()).isEqualTo(400);
        assertThat(take(from, "", "?existing=keep,replace").text()).contains("found keep,replace");
        assertThat(from.admin().post(IMPORT, "{}").status()).isEqualTo(415);
    }

    @Test
    void isForAdminsAloneAndHasNoSessions() {
        for (String role : List.of("viewer", "analyst", "responder", "rule_author")) {
            Caller caller = from.caller(role);
            assertThat(caller.get(EXPORT).status()).isEqualTo(403);
            assertThat(caller.send("POST", IMPORT, NDJSON, "").status()).isEqualTo(403);
        }
        assertThat(from.nobody().get(EXPORT).status()).isEqualTo(401);
        String key = "{\"name\":\"scoped\",\"role\":\"admin\",\"scopes\":[\"desk:write\"]}";
        Answer made = from.admin().post("/api/v1/keys", key);
        Caller scoped = from.nobody().with("Authorization", "Bearer " + made.text("key"));
        assertThat(scoped.send("POST", IMPORT, NDJSON, export(from)).text())
                .contains("without scopes");
        assertThat(export(from)).doesNotContain("\"collection\": \"sessions\"");
    }

    private static List<String> keys(TopicReader reader) {
        return reader.poll().stream()
                .map(record -> new String(record.key(), StandardCharsets.UTF_8))
                .toList();
    }

    private static String export(DeskDriver desk) {
        Answer answer = desk.admin().get(EXPORT);
        assertThat(answer.status()).isEqualTo(200);
        return answer.text();
    }

    private static Answer take(DeskDriver desk, String file, String query) {
        return desk.admin().send("POST", IMPORT + query, NDJSON, file);
    }

    /** The lines of what people made: keys, people, counters and the audit are of each desk. */
    private static Set<String> documents(String file) {
        return file.lines()
                .filter(line -> line.startsWith("{\"collection\""))
                .filter(line -> !line.contains("\"counters\"") && !line.contains("\"audit"))
                .filter(line -> !line.contains("\"lists\"") && !line.contains("\"keys\""))
                .filter(line -> !line.contains("\"accounts\""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static int count(Answer answer, String collection, String fate) {
        return answer.json().path("collections").path(collection).path(fate).asInt();
    }

    private static String fault(Answer answer) {
        JsonNode fault = answer.json().path("faults").path(0);
        assertThat(fault.path("line").asInt()).as(answer.text()).isPositive();
        return fault.path("detail").asText();
    }
}
