package dev.tocsin.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.embedded.ElasticsearchProcess;
import dev.tocsin.embedded.ElasticsearchProcess.Options;
import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.TopicSetup;
import dev.tocsin.json.Json;
import dev.tocsin.testkit.TopicReader;
import dev.tocsin.topic.DeadLetter;
import dev.tocsin.topic.Topic;
import dev.tocsin.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The worker as a process of its own, between a real Kafka and a real Elasticsearch. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ElasticsearchSinkIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration START = Duration.ofMinutes(2);

    private Options options;
    private EmbeddedKafka kafka;
    private ElasticsearchProcess elasticsearch;
    private WorkerProcess worker;
    private KafkaProducer<String, byte[]> producer;
    private Rest rest;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    @BeforeAll
    void start(@TempDir Path temp) throws Exception {
        Path zip = Path.of("../embedded/target/elasticsearch/elasticsearch-8.19.21.zip");
        options = Options.of(zip, temp.resolve("elasticsearch")).withHeap("512m");
        elasticsearch = ElasticsearchProcess.start(options);
        opened.add(() -> elasticsearch.closeAndDelete());
        options = options.withHttpPort(elasticsearch.port());
        kafka = EmbeddedKafka.start(temp.resolve("kafka"), 0);
        opened.add(kafka);
        TopicSetup.create(kafka.bootstrapServers());
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer());
        opened.add(producer);
        rest = new Rest();
        opened.add(rest);
        elasticsearch.awaitReady(START);
        worker =
                WorkerProcess.start(
                        kafka.bootstrapServers(), elasticsearch.url(), temp.resolve("connect"));
        opened.add(worker::close);
        await("connectors run").atMost(START).until(() -> worker.isRunning(rest));
    }

    @AfterAll
    void stop() throws Exception {
        while (!opened.isEmpty()) {
            opened.removeLast().close();
        }
    }

    @Test
    void indexesOrDeadLettersEveryRecord() throws Exception {
        int deadBefore = deadLetters("mixed").size();
        for (int i = 0; i < 3_000; i++) {
            String id = "mixed-" + i;
            switch (i % 100) {
                case 1 -> send(Topics.EVENTS, id, "mixed, no JSON at all");
                case 2 -> send(Topics.EVENTS, id, event("mixed", i, "").replace("2026-01", "noon"));
                case 3 -> send(Topics.EVENTS, id, event("mixed", i, ",\"\":{\"\":1}"));
                case 4 ->
                        send(
                                Topics.EVENTS,
                                id,
                                event("mixed", i, ",\"source\":{\"ip\":\"mars\",\"port\":1}"));
                case 5 -> send(Topics.EVENTS, id, event("mixed", i, ",\"host\":\"web-1\""));
                case 6 -> send(Topics.EVENTS, id, event("mixed", i, ",\"custom\":" + deep(40)));
                default ->
                        send(Topics.EVENTS, id, event("mixed", i, ",\"custom\":{\"n\":" + i + "}"));
            }
        }
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(count("tocsin-events-*", "run", "mixed"))
                                        .isEqualTo(3_000 - 90));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(deadLetters("mixed")).hasSize(deadBefore + 90));
        assertThat(deadLetters("mixed"))
                .allSatisfy(
                        letter -> {
                            assertThat(letter.stage()).isEqualTo("connect");
                            assertThat(letter.reason()).startsWith("Expected");
                            assertThat(letter.origin()).startsWith(Topics.EVENTS.name() + "-");
                        });
        JsonNode moved = document("tocsin-events-2026.01.01", "mixed-4");
        assertThat(Json.text(moved, "tocsin.unmapped.source.ip")).isEqualTo("mars");
        assertThat(Json.text(moved, "source.port")).isEqualTo("1");
        assertThat(count("tocsin-events-*", "tocsin.unmapped.host", "web-1")).isEqualTo(30);
    }

    @Test
    void losesNothingWhenElasticsearchRestarts() throws Exception {
        Thread sender =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    for (int i = 0; i < 6_000; i++) {
                                        send(
                                                Topics.EVENTS,
                                                "restart-" + i,
                                                event("restart", i, ""));
                                        if (i % 100 == 0) {
                                            producer.flush();
                                        }
                                    }
                                });
        await().atMost(SOON).until(() -> count("tocsin-events-*", "run", "restart") > 100);
        elasticsearch.close();
        sender.join();
        for (int i = 6_000; i < 20_000; i++) {
            send(Topics.EVENTS, "restart-" + i, event("restart", i, ""));
        }
        elasticsearch = ElasticsearchProcess.start(options).awaitReady(START);
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(count("tocsin-events-*", "run", "restart"))
                                        .isEqualTo(20_000));
        await().atMost(SOON).until(() -> worker.isRunning(rest));
    }

    @Test
    void anOlderRevisionNeverReplacesANewerOne() throws Exception {
        send(Topics.ALERTS, "alert-1", alert(2, "closed"));
        await().atMost(SOON).until(() -> count("tocsin-alerts", "event.id", "alert-1") == 1);
        send(Topics.ALERTS, "alert-1", alert(1, "open"));
        send(Topics.ALERTS, "alert-2", alert(1, "open").replace("alert-1", "alert-2"));
        await().atMost(SOON).until(() -> count("tocsin-alerts", "event.id", "alert-2") == 1);
        assertThat(Json.text(document("tocsin-alerts", "alert-1"), "tocsin.alert.state"))
                .isEqualTo("closed");
        send(Topics.ALERTS, "alert-1", alert(3, "reopened"));
        await().atMost(SOON)
                .until(() -> count("tocsin-alerts", "tocsin.alert.state", "reopened") == 1);
    }

    @Test
    void anEventIsSearchableWithinTwoSeconds() throws Exception {
        send(Topics.EVENTS, "warm", event("warm", 1, ""));
        await().atMost(SOON).until(() -> count("tocsin-events-*", "run", "warm") == 1);
        send(Topics.EVENTS, "quick", event("quick", 1, ""));
        producer.flush();
        await().atMost(Duration.ofSeconds(2))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> count("tocsin-events-*", "run", "quick") == 1);
    }

    @Test
    void aRecordThatComesTwiceIsOneDocument() throws Exception {
        for (int i = 0; i < 3; i++) {
            send(Topics.EVENTS, "twice", event("twice", 1, ""));
        }
        send(Topics.EVENTS, "after-twice", event("after-twice", 1, ""));
        await().atMost(SOON).until(() -> count("tocsin-events-*", "run", "after-twice") == 1);
        await().atMost(SOON).until(() -> count("tocsin-events-*", "run", "twice") == 1);
    }

    private void send(Topic topic, String key, String value) {
        var _ = producer.send(new ProducerRecord<>(topic.name(), key, value.getBytes(UTF_8)));
    }

    private long count(String index, String field, String value) throws Exception {
        String query = "{\"query\":{\"term\":{\"" + field + "\":\"" + value + "\"}}}";
        JsonNode answer =
                rest.post(
                        elasticsearch.url() + "/" + index + "/_count?ignore_unavailable=true",
                        query);
        return answer.path("count").asLong(-1);
    }

    private JsonNode document(String index, String id) throws Exception {
        return rest.get(elasticsearch.url() + "/" + index + "/_doc/" + id).path("_source");
    }

    /** Each once: where the worker rebalances, Connect gives the task some records again. */
    private List<DeadLetter> deadLetters(String run) {
        try (TopicReader reader =
                new TopicReader(kafka.bootstrapServers(), Topics.DEAD_LETTERS.name())) {
            IntStream.range(0, 5).forEach(_ -> reader.poll());
            return reader.poll().stream()
                    .map(DeadLetter::from)
                    .filter(letter -> new String(letter.bytes(), UTF_8).contains(run))
                    .collect(toMap(DeadLetter::origin, letter -> letter, (one, _) -> one))
                    .values()
                    .stream()
                    .toList();
        }
    }

    private static String event(String run, int n, String more) {
        return """
        {"@timestamp":"2026-01-01T12:00:00.000Z","run":"%s","message":"event %d"%s}"""
                .formatted(run, n, more);
    }

    private static String alert(int revision, String state) {
        return """
        {"@timestamp":"2026-01-01T12:00:00.000Z","event":{"kind":"alert","id":"alert-1"},
         "tocsin":{"alert":{"revision":%d,"state":"%s"}}}"""
                .formatted(revision, state);
    }

    private static String deep(int levels) {
        return "{\"d\":".repeat(levels) + "1" + "}".repeat(levels);
    }
}
