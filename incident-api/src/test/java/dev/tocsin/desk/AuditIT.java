package dev.tocsin.desk;

import static dev.tocsin.desk.TestAlerts.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.tocsin.alert.AlertJson;
import dev.tocsin.desk.alert.AlertRevision;
import dev.tocsin.desk.alert.AlertStore;
import dev.tocsin.desk.alert.Status;
import dev.tocsin.desk.alert.Triage;
import dev.tocsin.desk.audit.Audit;
import dev.tocsin.desk.audit.AuditHead;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.ChangeTopic;
import dev.tocsin.desk.change.OutboxPublisher;
import dev.tocsin.desk.change.OutboxSignals;
import dev.tocsin.desk.ops.DeskMetrics;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.desk.store.Ids;
import dev.tocsin.json.Json;
import dev.tocsin.testkit.TopicReader;
import dev.tocsin.topic.KafkaAccess;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditIT {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int REFUSALS = 200;
    private static final int CALLERS = 32;

    private DeskDriver desk;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
    }

    @AfterAll
    void stop() {
        desk.close();
    }

    @Test
    void asvs1643HasEveryChangeThatIsOnTheTopicOnce() {
        workOnAlertsAndIncidents();
        keepListsAndTokens();

        try (TopicReader changes = desk.changes()) {
            await().atMost(SOON)
                    .untilAsserted(
                            () ->
                                    assertThat(trail().all("action"))
                                            .contains(
                                                    "alert_changed",
                                                    "alert_noted",
                                                    "incident_created",
                                                    "incident_changed",
                                                    "incident_added",
                                                    "incident_noted",
                                                    "list_created",
                                                    "list_added",
                                                    "ingest_token_created",
                                                    "ingest_token_revoked"));
            List<String> published =
                    changes.poll().stream()
                            .map(r -> AuditTrail.parse(r.value()).path("id").asText())
                            .toList();
            assertThat(published).hasSizeGreaterThan(9);
            assertThat(trail().all("id")).containsAll(published).doesNotHaveDuplicates();
        }
        assertThat(trail().findings(List.of())).isEmpty();
    }

    @Test
    void asvs1631HasEverySignInAndSignOutWithTheAddress() {
        Answer session =
                desk.nobody().post("/api/v1/session", "{\"key\":\"" + DeskDriver.ADMIN + "\"}");
        String cookie = String.valueOf(session.header("Set-Cookie")).split(";", 2)[0];
        desk.nobody()
                .with("Cookie", cookie)
                .with("X-Tocsin-CSRF", String.valueOf(session.text("csrf")))
                .delete("/api/v1/session");

        assertThat(trail().of("signed_in").getLast().path("by").asText()).isEqualTo("admin");
        assertThat(trail().of("signed_out").getLast().path("by").asText()).isEqualTo("admin");
        assertThat(trail().of("signed_in").getLast().path("address").asText())
                .isEqualTo("127.0.0.1");
    }

    @Test
    void asvs1632HasEveryKeyAndNoSecret() {
        Answer made =
                desk.admin()
                        .post("/api/v1/keys", "{\"name\":\"to be seen\",\"role\":\"responder\"}");
        desk.admin().delete("/api/v1/keys/" + made.id());

        JsonNode created = last("key_created", made.id());
        assertThat(created.at("/detail/name").asText()).isEqualTo("to be seen");
        assertThat(created.at("/detail/role").asText()).isEqualTo("responder");
        assertThat(created.toString()).doesNotContain(String.valueOf(made.text("key")));
        assertThat(last("key_deleted", made.id()).path("by").asText()).isEqualTo("admin");
        assertThat(last("key_set", "bootstrap").path("by").asText()).isEqualTo("TOCSIN_API_KEY");
    }

    @Test
    void asvs1632HasDeniedRequestsWithTheReason() {
        Caller viewer = desk.caller("viewer");
        String name = String.valueOf(viewer.get("/api/v1/session").text("name"));

        assertThat(viewer.get("/api/v1/audit").status()).isEqualTo(403);

        JsonNode refused = trail().of("refused").getLast();
        assertThat(refused.path("by").asText()).isEqualTo(name);
        assertThat(refused.path("subject").asText()).isEqualTo("GET /api/v1/audit");
        assertThat(refused.at("/detail/why").asText()).contains("Expected the role admin");
    }

    @Test
    void asvs1634AFloodOfRefusedSignInsIsCountedAndFillsNoDisc() throws InterruptedException {
        int before = trail().entries().size();
        try (DeskServer unlimited =
                DeskServer.start(desk.config(Map.of("TOCSIN_API_RATE_LOGINS", "0")))) {
            Caller nobody = desk.nobody(unlimited);
            IntStream.range(0, REFUSALS)
                    .forEach(_ -> nobody.post("/api/v1/session", "{\"key\":\"tocsin_guess\"}"));

            assertThat(trail().entries().size() - before).isLessThan(REFUSALS / 2);
            assertThat(nobody.get("/metrics").text())
                    .containsPattern("tocsin_desk_refused_total [2-9]\\d\\d")
                    .containsPattern("tocsin_desk_refusals_left_out_total 1\\d\\d");
        }
    }

    @Test
    void hasEveryExport() {
        desk.admin().get("/api/v1/alerts/export?format=csv&level=high");

        JsonNode exported = trail().of("exported").getLast();
        assertThat(exported.path("subject").asText()).isEqualTo("GET /api/v1/alerts/export");
        assertThat(exported.at("/detail/query").asText()).isEqualTo("format=csv&level=high");
    }

    @Test
    void hasEveryImportAlsoOfTheWholeDesk() {
        desk.admin()
                .send("POST", "/api/v1/desk/import?existing=keep", "application/x-ndjson", "{}");

        JsonNode imported = trail().of("imported").getLast();
        assertThat(imported.path("by").asText()).isEqualTo("admin");
        assertThat(imported.path("subject").asText()).isEqualTo("POST /api/v1/desk/import");
        assertThat(imported.at("/detail/query").asText()).isEqualTo("existing=keep");
    }

    @Test
    void publishesItsHeadsAndTheLastOneAtTheEnd() throws Exception {
        try (TopicReader reader = heads()) {
            await().atMost(SOON)
                    .untilAsserted(
                            () ->
                                    assertThat(AuditTrail.heads(reader))
                                            .contains(trail().entries().getLast().head()));
            DeskServer other = DeskServer.start(desk.config(Map.of()));
            other.close();
            List<AuditHead> all = AuditTrail.heads(reader);

            assertThat(all.getLast().sequence())
                    .isGreaterThanOrEqualTo(
                            trail().of("key_set").getLast().path("sequence").asLong());
            assertThat(trail().findings(all)).isEmpty();
        }
    }

    @Test
    void losesNothingWhenTheReplicaDiesBetweenTheChangeAndTheAudit() throws Exception {
        DeskMetrics metrics = new DeskMetrics();
        Author author = new Author("ada", new Ids(CLOCK), CLOCK);
        AtomicInteger failures = new AtomicInteger();
        try (DeskStore store = DeskStore.open(desk.storeUri());
                Producer<byte[], byte[]> producer = producer()) {
            // Signals that nobody reads: the replica dies after the change.
            AlertStore dead = TestAlerts.store(store, new OutboxSignals(metrics));
            for (int i = 0; i < 20; i++) {
                change(dead, "survives-" + i, author);
            }
            assertThat(trail().all("subject")).doesNotContain("survives-0");

            Audit audit = new Audit(store, producer, metrics, new Ids(CLOCK), CLOCK);
            try (audit;
                    OutboxPublisher successor =
                            new OutboxPublisher(
                                    store,
                                    new OutboxSignals(metrics),
                                    _ -> failTwice(failures),
                                    audit.log()::changed,
                                    new ChangeTopic(producer),
                                    metrics,
                                    CLOCK,
                                    Duration.ofMillis(100))) {
                audit.start();
                successor.start();
                await().atMost(SOON).until(() -> isEmptied(store));
            }
        }

        List<String> survived =
                trail().all("subject").stream().filter(s -> s.startsWith("survives-")).toList();
        assertThat(survived).hasSize(20).doesNotHaveDuplicates();
        assertThat(trail().findings(List.of())).isEmpty();
    }

    @Test
    void twoReplicasOf32CallersMakeOneChain() throws Exception {
        desk.admin().post("/api/v1/incidents", "{\"title\":\"Before\"}");
        try (DeskServer other = DeskServer.start(desk.config(Map.of()));
                ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
            List<Caller> callers = List.of(desk.admin(), desk.admin(other));
            List<Future<String>> opened = new ArrayList<>();
            for (int i = 0; i < 4 * CALLERS; i++) {
                Caller caller = callers.get(i % 2);
                String body = "{\"title\":\"Opened " + i + "\"}";
                opened.add(threads.submit(() -> caller.post("/api/v1/incidents", body).id()));
            }
            List<String> ids = new ArrayList<>();
            for (Future<String> one : opened) {
                ids.add(one.get());
            }

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(trail().all("subject")).containsAll(ids));
        }
        assertThat(trail().findings(List.of())).isEmpty();
        assertThat(trail().all("id")).doesNotHaveDuplicates();
    }

    @Test
    void keepsAChangeThatIsNestedTooDeeplyAsAText() throws Exception {
        String deep = "[".repeat(190) + "]".repeat(190);
        JsonNode change =
                Json.MAPPER.readTree(
                        "{\"id\":\"deep\",\"kind\":\"incident\",\"action\":\"changed\",\"subject\":\"deep\",\"by\":\"ada\",\"to\":"
                                + deep
                                + "}");
        DeskMetrics metrics = new DeskMetrics();
        try (DeskStore store = DeskStore.open(desk.storeUri());
                Producer<byte[], byte[]> producer = producer();
                Audit audit = new Audit(store, producer, metrics, new Ids(CLOCK), CLOCK)) {
            audit.start();
            audit.log().changed(List.of(change));
        }

        assertThat(last("incident_changed", "deep").at("/detail/json").asText()).contains(deep);
        assertThat(trail().findings(List.of())).isEmpty();
    }

    @Test
    void pagesByCursorAndByNumber() {
        List<Long> sequences = trail().entries().stream().limit(5).map(e -> e.sequence()).toList();
        Answer page = desk.admin().get("/api/v1/audit?after=2&limit=2");

        assertThat(sequences).startsWith(1L, 2L, 3L);
        assertThat(page.json().path("items").findValuesAsText("previous")).hasSize(2);
        assertThat(page.json().at("/items/0/sequence").asLong()).isEqualTo(3);
        assertThat(page.json().at("/head/sequence").asLong()).isGreaterThanOrEqualTo(4);
        assertThat(desk.admin().get("/api/v1/audit?after=-1").status()).isEqualTo(400);
        assertThat(desk.admin().get("/api/v1/audit?after=999999999999999").json().path("items"))
                .isEmpty();
    }

    @Test
    void showsAnEntryWhoseContentIsNoJsonAnyMore(@TempDir Path directory) throws Exception {
        try (DeskDriver other = new DeskDriver(directory);
                DeskStore store = DeskStore.open(other.storeUri())) {
            store.audit().updateOne(Filters.eq("_id", 1L), Updates.set("json", "{\"by\":"));

            AuditTrail trail = AuditTrail.of(other.admin());

            assertThat(trail.events().getFirst().path("unreadable").asText()).isEqualTo("{\"by\":");
            assertThat(trail.findings(List.of()).getFirst().text())
                    .startsWith("entry 1: edited: Expected a content that gives the hash ");
        }
    }

    private void workOnAlertsAndIncidents() {
        Caller analyst = desk.caller("analyst");
        Answer stored = desk.stored(alert("audited"));
        analyst.patch("/api/v1/alerts/audited", stored.etag(), "{\"status\":\"in_progress\"}");
        analyst.post("/api/v1/alerts/audited/comments", "{\"text\":\"Seen\"}");
        Answer opened = analyst.post("/api/v1/incidents", "{\"title\":\"Audited\"}");
        String incident = "/api/v1/incidents/" + opened.id();
        analyst.patch(incident, opened.etag(), "{\"severity\":\"low\"}");
        analyst.post(incident + "/notes", "{\"text\":\"Noted\"}");
        analyst.post(incident + "/tasks", "{\"title\":\"Call\"}");
        analyst.with("If-Match", "\"0\"")
                .send("PUT", incident + "/veris", "application/json", "{\"summary\":\"x\"}");
    }

    private void keepListsAndTokens() {
        desk.admin().post("/api/v1/lists", "{\"name\":\"audited\",\"kind\":\"watch\"}");
        desk.admin().post("/api/v1/lists/audited/entries", "{\"value\":\"192.0.2.1\"}");
        Answer token = desk.admin().post("/api/v1/ingest-tokens", "{\"source\":\"audited\"}");
        desk.admin().delete("/api/v1/ingest-tokens/" + token.id());
    }

    private JsonNode last(String action, String subject) {
        return trail().of(action).stream()
                .filter(event -> event.path("subject").asText().equals(subject))
                .toList()
                .getLast();
    }

    private AuditTrail trail() {
        return AuditTrail.of(desk.admin());
    }

    private TopicReader heads() {
        return new TopicReader(desk.bootstrapServers(), Topics.AUDIT_HEADS.name());
    }

    private Producer<byte[], byte[]> producer() {
        return new KafkaClients(KafkaAccess.of(desk.bootstrapServers())).producer();
    }

    private static void failTwice(AtomicInteger failures) {
        if (failures.incrementAndGet() <= 2) {
            throw new ChangeTopic.PublishException(new IOException("Kafka is away"));
        }
    }

    private static void change(AlertStore alerts, String id, Author author) {
        alerts.put(List.of(AlertRevision.read(Json.bytes(AlertJson.write(alert(id))), 1_000)));
        alerts.triage(
                Objects.requireNonNull(alerts.find(id)),
                new Triage(Status.CLOSED, null, null, null),
                null,
                author);
    }

    private static boolean isEmptied(DeskStore store) {
        return store.alerts().countDocuments(Filters.gt("outbox.at", 0)) == 0;
    }
}
