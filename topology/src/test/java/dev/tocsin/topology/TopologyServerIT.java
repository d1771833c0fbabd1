package dev.tocsin.topology;

import static dev.tocsin.topology.RuleTexts.FAILED_LOGIN;
import static dev.tocsin.topology.RuleTexts.SUDO;
import static dev.tocsin.topology.RuleTexts.bruteForce;
import static dev.tocsin.topology.Sent.failedLogin;
import static dev.tocsin.topology.Sent.sudo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.AlertJson;
import dev.tocsin.json.Json;
import dev.tocsin.testkit.TopicReader;
import dev.tocsin.topic.Topics;
import dev.tocsin.topology.metrics.TopologyMetrics.Counter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopologyServerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path directory;
    private Broker broker;

    @BeforeEach
    void startBroker() throws IOException {
        broker = Broker.start(directory.resolve("kafka"));
    }

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    @Test
    void rulesTakeEffectWhileItRunsAndABrokenFileKeepsTheOldRule() {
        broker.publish("sudo.yml", SUDO);
        try (TopologyServer server = TopologyServer.start(TopologyConfig.from(environment()));
                TopicReader alerts = reader(Topics.ALERTS.name())) {
            await().atMost(PATIENCE).until(server::ready);
            String before = server.ruleSetRevision();
            broker.publish("sudo.yml", "title: [broken");
            await().atMost(PATIENCE).until(() -> !server.problems().isEmpty());
            assertThat(server.ruleSetRevision()).isEqualTo(before);
            broker.publish("ssh.yml", FAILED_LOGIN + "---\n" + bruteForce(3));
            await().atMost(Duration.ofSeconds(2))
                    .until(() -> !server.ruleSetRevision().equals(before));
            broker.send(sudo("alice", "/bin/ls"));
            for (int i = 0; i < 3; i++) {
                broker.send(failedLogin("alice"));
            }
            broker.flush();
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(alerts(alerts))
                                            .extracting(alert -> alert.rule().id())
                                            .containsExactlyInAnyOrder("any-sudo", "brute-force"));
        }
    }

    @Test
    void aPipelineIsLiveWithinSecondsAndABrokenOneNever() {
        broker.publish("pipelines/a.yml", pipeline("first"));
        try (TopologyServer server = TopologyServer.start(TopologyConfig.from(environment()));
                TopicReader events = reader(Topics.EVENTS.name())) {
            assertThat(server.pipelines().pipelines()).hasSize(1);
            String before = server.pipelines().revision();
            broker.publish("pipelines/a.yml", "name: a\nsteps: [{nothing: 1}]");
            await().atMost(PATIENCE).until(() -> !server.problems().isEmpty());
            assertThat(server.pipelines().revision()).isEqualTo(before);
            broker.publish("pipelines/a.yml", pipeline("second"));
            await().atMost(PATIENCE).until(() -> !server.pipelines().revision().equals(before));
            send(1);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(events.poll())
                                            .singleElement()
                                            .satisfies(
                                                    event ->
                                                            assertThat(
                                                                            Json.text(
                                                                                    Json.parse(
                                                                                            event
                                                                                                    .value()),
                                                                                    "labels.version"))
                                                                    .isEqualTo("second")));
        }
    }

    private static String pipeline(String version) {
        return """
        name: a
        stage: after
        when: {source: '*'}
        steps: [{set: {labels.version: %s}}]
        """
                .formatted(version);
    }

    @Test
    void aThresholdThatIsChangedInTheMiddleOfABurstCountsWhatWasBefore() {
        broker.publish("ssh.yml", FAILED_LOGIN + "---\n" + bruteForce(50));
        try (TopologyServer server = TopologyServer.start(TopologyConfig.from(environment()));
                TopicReader events = reader(Topics.EVENTS.name());
                TopicReader alerts = reader(Topics.ALERTS.name())) {
            String before = server.ruleSetRevision();
            send(12);
            await().atMost(PATIENCE).until(() -> events.poll().size() == 12);
            broker.publish("ssh.yml", FAILED_LOGIN + "---\n" + bruteForce(20));
            await().atMost(PATIENCE).until(() -> !server.ruleSetRevision().equals(before));
            send(8);
            await().atMost(PATIENCE).until(() -> !alerts.poll().isEmpty());
            assertThat(alerts(alerts))
                    .singleElement()
                    .satisfies(alert -> assertThat(alert.evidence()).hasSize(20));
            assertThat(server.metrics().value(Counter.REPLAYED)).isEqualTo(12);
        }
    }

    private void send(int events) {
        for (int i = 0; i < events; i++) {
            broker.send(failedLogin("alice"));
        }
        broker.flush();
    }

    @Test
    void aPluginThatDoesNotLoadIsAWarningAndNoFailure() throws IOException, InterruptedException {
        Path plugins = Files.createDirectory(directory.resolve("plugins"));
        Files.writeString(plugins.resolve("empty.jar"), "no jar");
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("TOCSIN_PLUGINS_DIR", plugins.toString());
        try (TopologyServer server = TopologyServer.start(TopologyConfig.from(environment))) {
            await().atMost(PATIENCE).until(server::ready);
            HttpResponse<String> health = get(server, "/healthz");
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body()).startsWith("ok\nwarning: Expected a plugin in ");
        }
    }

    @Test
    void saysHowItIsAndCountsWhatGoesThrough() throws IOException, InterruptedException {
        try (TopologyServer server = TopologyServer.start(TopologyConfig.from(environment()))) {
            await().atMost(PATIENCE).until(server::ready);
            broker.sendBytes("{broken".getBytes(UTF_8));
            broker.send(failedLogin("alice"));
            broker.flush();
            await().atMost(PATIENCE).until(() -> server.metrics().value(Counter.RAW_RECORDS) == 2);
            assertThat(get(server, "/healthz").statusCode()).isEqualTo(200);
            assertThat(get(server, "/readyz").statusCode()).isEqualTo(200);
            assertThat(get(server, "/metrics").body())
                    .contains("tocsin_topology_events_total 1\n")
                    .contains("tocsin_topology_dead_letters_total 1\n");
        }
    }

    @Test
    void aKilledProcessLosesNoAlertAndDoublesNone() throws IOException, InterruptedException {
        broker.publish("ssh.yml", FAILED_LOGIN + "---\n" + bruteForce(5));
        Map<String, String> environment = environment();
        Path log = directory.resolve("topology.log");
        try (TopicReader events = reader(Topics.EVENTS.name());
                TopicReader alerts = reader(Topics.ALERTS.name())) {
            try (TopologyProcess process = TopologyProcess.start(environment, log)) {
                failLogins(0, 3);
                await().atMost(PATIENCE).until(() -> !events.poll().isEmpty());
                process.kill();
            }
            try (TopologyProcess process = TopologyProcess.start(environment, log)) {
                failLogins(3, 5);
                await().atMost(PATIENCE).until(() -> !alerts.poll().isEmpty());
                process.kill();
            }
            try (TopologyProcess process = TopologyProcess.start(environment, log)) {
                await().atMost(PATIENCE).until(() -> events.poll().size() >= 5 * ADDRESSES);
                await().atMost(PATIENCE).until(() -> addresses(alerts(alerts)).size() >= ADDRESSES);
                assertThat(process.terminate()).isEqualTo(143);
            }
            assertThat(keys(events.poll())).hasSize(5 * ADDRESSES).hasSize(events.poll().size());
            assertThat(revisions(alerts(alerts)))
                    .as("each alert once")
                    .hasSize(ADDRESSES)
                    .allSatisfy((_, count) -> assertThat(count).isEqualTo(1));
        }
    }

    private static final int ADDRESSES = 200;

    private void failLogins(int from, int to) {
        for (int i = from; i < to; i++) {
            for (int address = 0; address < ADDRESSES; address++) {
                broker.send(failedLogin("alice", "10.0.0." + address));
            }
        }
        broker.flush();
    }

    private Map<String, String> environment() {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                "TOCSIN_STATE_DIR", directory.resolve("state").toString(),
                "TOCSIN_TOPOLOGY_HEALTH_PORT", "0");
    }

    private TopicReader reader(String topic) {
        return new TopicReader(broker.bootstrapServers(), topic);
    }

    private static List<Alert> alerts(TopicReader reader) {
        return reader.poll().stream().map(TopologyServerIT::alert).toList();
    }

    private static Alert alert(ConsumerRecord<byte[], byte[]> record) {
        try {
            return AlertJson.read(Json.parse(record.value()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<String> addresses(List<Alert> alerts) {
        return alerts.stream()
                .map(alert -> alert.group().getOrDefault("source.ip", ""))
                .collect(Collectors.toSet());
    }

    private static Map<String, Integer> revisions(List<Alert> alerts) {
        Map<String, Integer> counts = new HashMap<>();
        for (Alert alert : alerts) {
            counts.merge(alert.id() + " revision " + alert.revision(), 1, Integer::sum);
        }
        return counts;
    }

    private static Set<String> keys(List<ConsumerRecord<byte[], byte[]>> records) {
        Set<String> keys = new HashSet<>();
        records.forEach(record -> keys.add(new String(record.key(), UTF_8)));
        return keys;
    }

    private static HttpResponse<String> get(TopologyServer server, String path)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + server.healthPort() + path);
            return client.send(
                    HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
