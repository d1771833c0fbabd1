package dev.tocsin.desk;

import static dev.tocsin.desk.TestAlerts.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.desk.change.ChangeTopic;
import dev.tocsin.desk.change.OutboxPublisher;
import dev.tocsin.desk.change.OutboxSignals;
import dev.tocsin.desk.ops.DeskMetrics;
import dev.tocsin.desk.store.DeskStore;
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
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A replica that has the store but no Kafka takes changes, and ends: another one publishes all of
 * them, whatever they were about.
 */
class DeadReplicaIT {
    private static final String TASK = "{\"title\":\"Call\"}";

    @Test
    void publishesChangesOfPartsNotesAndEvidenceThoughTheirReplicaDied(@TempDir Path directory)
            throws Exception {
        try (DeskDriver desk = new DeskDriver(directory)) {
            desk.stored(alert("left"));
            List<String> written = writtenWithoutKafka(desk);
            assertThat(written).hasSizeGreaterThanOrEqualTo(9).doesNotHaveDuplicates();

            try (DeskStore store = DeskStore.open(desk.storeUri());
                    Producer<byte[], byte[]> producer =
                            new KafkaClients(KafkaAccess.of(desk.bootstrapServers())).producer();
                    OutboxPublisher successor = publisher(store, producer);
                    TopicReader topic = desk.changes()) {
                successor.start();
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(ids(topic)).containsAll(written));
            }
        }
    }

    /** The ids of the changes, as the histories tell them while they wait. */
    private static List<String> writtenWithoutKafka(DeskDriver desk) throws InterruptedException {
        Map<String, String> settings = Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1");
        try (DeskServer alone = DeskServer.start(desk.config(settings))) {
            Caller admin = desk.admin(alone);
            String incident =
                    "/api/v1/incidents/"
                            + admin.post("/api/v1/incidents", "{\"title\":\"Left\"}").id();
            changeAndDelete(admin, incident + "/tasks", TASK, "{\"state\":\"done\"}");
            Answer note = admin.post(incident + "/notes", "{\"text\":\"One\"}");
            admin.patch(location(note), note.etag(), "{\"text\":\"Two\"}");
            Answer comment = admin.post("/api/v1/alerts/left/comments", "{\"text\":\"One\"}");
            admin.patch(location(comment), comment.etag(), "{\"text\":\"Two\"}");
            Answer evidence =
                    admin.post(
                            incident + "/evidence",
                            "{\"event_id\":\"left-0\",\"alert_id\":\"left\"}");
            admin.with("If-Match", evidence.etag()).delete(location(evidence));
            List<String> ids = new ArrayList<>(history(admin, incident));
            ids.addAll(history(admin, "/api/v1/alerts/left"));
            return ids;
        }
    }

    private static void changeAndDelete(Caller admin, String parts, String body, String patch) {
        Answer part = admin.post(parts, body);
        Answer changed = admin.patch(location(part), part.etag(), patch);
        admin.with("If-Match", changed.etag()).delete(location(part));
    }

    private static String location(Answer made) {
        return String.valueOf(made.header("Location"));
    }

    private static List<String> history(Caller admin, String of) {
        return admin.get(of + "/history?limit=500").json().path("items").findValuesAsText("id");
    }

    private static OutboxPublisher publisher(DeskStore store, Producer<byte[], byte[]> producer) {
        DeskMetrics metrics = new DeskMetrics();
        return new OutboxPublisher(
                store,
                new OutboxSignals(metrics),
                _ -> {},
                _ -> {},
                new ChangeTopic(producer),
                metrics,
                InstantSource.system(),
                Duration.ofMillis(100));
    }

    private static List<String> ids(TopicReader topic) {
        return topic.poll().stream()
                .map(
                        record -> {
                            try {
                                return Json.parse(record.value()).path("id").asText();
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        })
                .toList();
    }
}
