package dev.tocsin.desk;

import static dev.tocsin.desk.TestAlerts.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.model.Filters;
import dev.tocsin.alert.AlertJson;
import dev.tocsin.desk.alert.AlertLinks;
import dev.tocsin.desk.alert.AlertRevision;
import dev.tocsin.desk.alert.AlertStore;
import dev.tocsin.desk.alert.Status;
import dev.tocsin.desk.alert.StoredAlert;
import dev.tocsin.desk.alert.Triage;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.ChangeTopic;
import dev.tocsin.desk.change.OutboxPublisher;
import dev.tocsin.desk.change.OutboxSignals;
import dev.tocsin.desk.incident.IncidentAlerts;
import dev.tocsin.desk.incident.IncidentDesk;
import dev.tocsin.desk.incident.IncidentStore;
import dev.tocsin.desk.incident.custom.CustomFields;
import dev.tocsin.desk.incident.link.IncidentLinks;
import dev.tocsin.desk.incident.link.LinkStore;
import dev.tocsin.desk.incident.part.PartSeeds;
import dev.tocsin.desk.incident.part.PartStore;
import dev.tocsin.desk.incident.template.TemplateStore;
import dev.tocsin.desk.incident.template.Templates;
import dev.tocsin.desk.ops.DeskMetrics;
import dev.tocsin.desk.store.Counters;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.desk.store.Ids;
import dev.tocsin.json.Json;
import dev.tocsin.testkit.TopicReader;
import dev.tocsin.topic.KafkaAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.producer.Producer;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What happens to changes whose replica dies between the store and Kafka. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutboxIT {
    private static final InstantSource CLOCK = InstantSource.system();

    private final DeskMetrics metrics = new DeskMetrics();
    private final Author author = new Author("ada", new Ids(CLOCK), CLOCK);
    private DeskDriver desk;
    private Producer<byte[], byte[]> producer;
    private DeskStore store;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
        store = DeskStore.open(desk.storeUri());
        producer = new KafkaClients(KafkaAccess.of(desk.bootstrapServers())).producer();
    }

    @AfterAll
    void stop() {
        producer.close();
        store.close();
        desk.close();
    }

    @Test
    void publishesWhatADeadReplicaLeftBehind() throws InterruptedException {
        AlertStore dead = store();
        List<String> changed = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            changed.add("left-" + i);
            change(dead, "left-" + i);
        }
        assertThat(outboxes()).isPositive();

        try (OutboxPublisher successor = publisher()) {
            successor.start();

            try (TopicReader reader = desk.changes()) {
                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(subjects(reader)).containsAll(changed));
            }
            await().untilAsserted(() -> assertThat(outboxes()).isZero());
        }
        assertThat(desk.admin().get("/api/v1/alerts/left-3/history").json().path("items"))
                .hasSize(1);
    }

    @Test
    void showsAChangeInTheHistoryBeforeItIsPublished() {
        AlertStore dead = store();

        change(dead, "shown");

        assertThat(desk.admin().get("/api/v1/alerts/shown/history").text())
                .contains("\"to\":\"closed\"");
    }

    @Test
    void tiesTheAlertsOfAnIncidentThatADeadReplicaOpenedAndNoneThatHasLeft() throws IOException {
        AlertStore alerts = store();
        IncidentDesk incidents = incidents(alerts);
        desk.stored(alert("untied"));
        Answer opened =
                desk.admin()
                        .post(
                                "/api/v1/incidents",
                                "{\"title\":\"Dead\",\"alert_ids\":[\"untied\"]}");
        StoredAlert tied = Objects.requireNonNull(alerts.find("untied"));
        // As if the replica had died before it wrote to the alert.
        alerts.triage(tied, tied.triage().withIncident(null), null, author);
        JsonNode change =
                Json.MAPPER.readTree(
                        """
                        {"kind":"incident","subject":"%s","at":"2026-01-01T00:00:00Z",
                         "changes":[{"field":"alerts","from":[],"to":["untied"]}]}
                        """
                                .formatted(opened.id()));

        incidents.follow(change, author);
        incidents.follow(change, author);

        StoredAlert alert = Objects.requireNonNull(alerts.find("untied"));
        assertThat(alert.triage().incident()).isEqualTo(opened.id());
        assertThat(alert.edits()).isEqualTo(3);

        desk.admin()
                .with("If-Match", "*")
                .delete("/api/v1/incidents/" + opened.id() + "/alerts/untied");
        incidents.follow(change, author);

        assertThat(Objects.requireNonNull(alerts.find("untied")).triage().incident()).isNull();
    }

    @Test
    void givesTheTasksOfATemplateThatADeadReplicaApplied() throws IOException {
        String id = desk.admin().post("/api/v1/incidents", "{\"title\":\"x\"}").id();
        IncidentDesk incidents = incidents(store());
        String change =
                """
                {"kind":"incident","subject":"%s","at":"2026-11-30T10:00:00.000Z",
                 "changes":[{"field":"templates","from":[],"to":["phishing"]}]}
                """
                        .formatted(id);

        incidents.follow(Json.MAPPER.readTree(change), author);
        incidents.follow(Json.MAPPER.readTree(change), author);

        assertThat(
                        desk.admin()
                                .get("/api/v1/incidents/" + id + "/tasks?limit=500")
                                .json()
                                .path("items"))
                .hasSameSizeAs(
                        desk.admin()
                                .get("/api/v1/incident-templates/phishing")
                                .json()
                                .path("tasks"));
    }

    @Test
    void removesALinkThatLeadsBackWhichADeadReplicaMade() throws IOException {
        String one = desk.admin().post("/api/v1/incidents", "{\"title\":\"x\"}").id();
        String other = desk.admin().post("/api/v1/incidents", "{\"title\":\"x\"}").id();
        String body = "{\"relation\":\"child_of\",\"incident\":\"" + other + "\"}";
        desk.admin().post("/api/v1/incidents/" + one + "/links", body);
        // Whoever publishes that link looks at it too, and would remove it instead of the other.
        await().untilAsserted(
                        () ->
                                assertThat(
                                                store.incidentLinks()
                                                        .countDocuments(Filters.gt("outbox.at", 0)))
                                        .isZero());
        store.incidentLinks()
                .insertOne(
                        new Document("_id", "child_of." + other)
                                .append("from", other)
                                .append("relation", "child_of")
                                .append("to", one)
                                .append("subjects", List.of(other, one))
                                .append("version", 1L)
                                .append("created_at", 1L)
                                .append("created_by", "dead")
                                .append("deleted", false));
        OutboxSignals signals = new OutboxSignals(metrics);
        IncidentLinks links =
                new IncidentLinks(new LinkStore(store, signals), new IncidentStore(store, signals));
        String change =
                """
                {"kind":"incident","subject":"%s","action":"linked",
                 "changes":[{"field":"links","from":null,"to":"child_of %s"}]}
                """
                        .formatted(other, one);

        links.follow(Json.MAPPER.readTree(change), author);

        assertThat(
                        desk.admin()
                                .get("/api/v1/incidents/" + other + "/links")
                                .json()
                                .path("items")
                                .findValuesAsText("relation"))
                .containsExactly("parent_of");
    }

    private IncidentDesk incidents(AlertStore alerts) {
        IncidentStore incidents = new IncidentStore(store, new OutboxSignals(metrics));
        return new IncidentDesk(
                incidents,
                alerts,
                new IncidentAlerts(incidents, alerts, new AlertLinks(alerts), (_, _, _, _) -> {}),
                new Templates(
                        new TemplateStore(store, new OutboxSignals(metrics)),
                        new PartSeeds(new PartStore(store, new OutboxSignals(metrics)))),
                () -> CustomFields.NONE,
                new Counters(store));
    }

    /** A store whose signals nobody reads: its replica dies before it publishes anything. */
    private AlertStore store() {
        return TestAlerts.store(store, new OutboxSignals(metrics));
    }

    private void change(AlertStore alerts, String id) {
        alerts.put(List.of(AlertRevision.read(Json.bytes(AlertJson.write(alert(id))), 1_000)));
        StoredAlert read = Objects.requireNonNull(alerts.find(id));
        alerts.triage(read, new Triage(Status.CLOSED, null, null, null), null, author);
    }

    private OutboxPublisher publisher() {
        return new OutboxPublisher(
                store,
                new OutboxSignals(metrics),
                _ -> {},
                _ -> {},
                new ChangeTopic(producer),
                metrics,
                CLOCK,
                Duration.ofMillis(100));
    }

    private long outboxes() {
        return store.alerts().countDocuments(Filters.gt("outbox.at", 0));
    }

    private static List<String> subjects(TopicReader reader) {
        return reader.poll().stream().map(r -> parse(r.value()).path("subject").asText()).toList();
    }

    private static JsonNode parse(byte[] value) {
        try {
            return Json.parse(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
