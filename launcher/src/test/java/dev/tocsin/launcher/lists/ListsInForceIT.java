package dev.tocsin.launcher.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.ApiConfig;
import dev.tocsin.desk.DeskServer;
import dev.tocsin.embedded.EmbeddedDocumentStore;
import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.TopicSetup;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.client.RestClient;
import dev.tocsin.launcher.rules.RulesTopic;
import dev.tocsin.rules.source.RuleFile;
import dev.tocsin.testkit.TopicReader;
import dev.tocsin.topic.KafkaAccess;
import dev.tocsin.topic.Topics;
import dev.tocsin.topology.TopologyConfig;
import dev.tocsin.topology.TopologyServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** An entry that somebody adds in the desk is in force in the stream at once. */
@Isolated("A second is promised, and not of a machine that others keep busy")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListsInForceIT {
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Duration START = Duration.ofSeconds(60);
    private static final String KEY = "lists-in-force-key-of-an-administrator";
    private static final String RULE =
            """
            title: Command of a guest
            name: command-of-a-guest
            logsource: {product: linux, service: sudo}
            detection:
              selection:
                user.name|expand: '%guests%'
              condition: selection
            level: low
            """;

    private final List<JsonNode> events = new ArrayList<>();
    private EmbeddedKafka kafka;
    private EmbeddedDocumentStore store;
    private DeskServer desk;
    private TopologyServer topology;
    private KafkaProducer<byte[], byte[]> producer;
    private TopicReader topic;
    private RestClient api;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        TopicSetup.create(kafka.bootstrapServers());
        store = EmbeddedDocumentStore.start(directory.resolve("store"), 0);
        desk =
                DeskServer.start(
                        ApiConfig.from(
                                Map.of(
                                        "TOCSIN_API_PORT",
                                        "0",
                                        "MONGODB_URI",
                                        store.uri(),
                                        "KAFKA_BOOTSTRAP_SERVERS",
                                        kafka.bootstrapServers(),
                                        "TOCSIN_API_KEY",
                                        KEY)));
        api =
                new RestClient(
                        "http://127.0.0.1:" + desk.port(),
                        Map.of("Authorization", "Bearer " + KEY));
        make("guests", "placeholders");
        make("suspects", "watch");
        make("machines", "assets");
        add("guests", Json.object().put("value", "nobody"));
        try (RulesTopic rules = new RulesTopic(KafkaAccess.of(kafka.bootstrapServers()))) {
            rules.write(List.of(new RuleFile("guest.yml", RULE)), List.of(), "me");
        }
        topology =
                TopologyServer.start(
                        TopologyConfig.from(
                                Map.of(
                                        "KAFKA_BOOTSTRAP_SERVERS",
                                        kafka.bootstrapServers(),
                                        "TOCSIN_STATE_DIR",
                                        directory.resolve("state").toString(),
                                        "TOCSIN_TOPOLOGY_HEALTH_PORT",
                                        "0")));
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        topic = new TopicReader(kafka.bootstrapServers(), Topics.EVENTS.name());
        await().atMost(START).until(() -> seen("warm", _ -> true));
    }

    @AfterAll
    void stop() {
        topic.close();
        producer.close();
        topology.close();
        desk.close();
        store.close();
        kafka.close();
    }

    @Test
    void aWatchedValueMarksEventsWithinASecond() throws Exception {
        assertThat(seen("alice", event -> !watched(event).isEmpty())).isFalse();

        add("suspects", Json.object().put("value", "Alice").put("reason", "Odd hours"));

        await().atMost(AT_ONCE)
                .until(() -> seen("alice", event -> watched(event).contains("suspects")));
    }

    @Test
    void aFactOfAMachineIsInItsEventsWithinASecond() throws Exception {
        ObjectNode entry = Json.object().put("value", "web1");
        entry.putObject("facts").put("criticality", "high");

        add("machines", entry);

        await().atMost(AT_ONCE)
                .until(
                        () ->
                                seen(
                                        "bob",
                                        event ->
                                                event.at("/host/asset/criticality")
                                                        .asText()
                                                        .equals("high")));
    }

    @Test
    void aRuleWithAPlaceholderMatchesWithinASecond() throws Exception {
        add("guests", Json.object().put("value", "carol"));

        await().atMost(AT_ONCE)
                .until(() -> seen("carol", event -> !event.at("/tocsin/rules").isEmpty()));
    }

    private void make(String name, String kind) throws Exception {
        ObjectNode body = Json.object().put("name", name).put("kind", kind);
        api.send("POST", "/api/v1/lists", body, Map.of()).ok();
    }

    private void add(String list, ObjectNode entry) throws Exception {
        api.send("POST", "/api/v1/lists/" + list + "/entries", entry, Map.of()).ok();
    }

    /** Sends an event of a user, and says whether one of them has come through as wanted. */
    private boolean seen(String user, Predicate<JsonNode> wanted)
            throws InterruptedException, ExecutionException {
        producer.send(new ProducerRecord<>(Topics.EVENTS_RAW.name(), Json.bytes(sudo(user)))).get();
        topic.next().forEach(record -> events.add(parse(record)));
        return events.stream()
                .filter(event -> event.at("/user/name").asText().equals(user))
                .anyMatch(wanted);
    }

    private static ObjectNode sudo(String user) {
        return Json.object()
                .put("message", user + " : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/ls")
                .put("host", "web1")
                .put("program", "sudo");
    }

    private static List<String> watched(JsonNode event) {
        List<String> lists = new ArrayList<>();
        event.at("/tocsin/watch").forEach(name -> lists.add(name.asText()));
        return lists;
    }

    private static JsonNode parse(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Json.parse(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
