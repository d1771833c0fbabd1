package dev.tocsin.launcher.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.Alert.AlertRule;
import dev.tocsin.alert.AlertJson;
import dev.tocsin.alert.AlertState;
import dev.tocsin.alert.Level;
import dev.tocsin.bridge.http.HttpConfig;
import dev.tocsin.bridge.http.IngestServer;
import dev.tocsin.desk.ApiConfig;
import dev.tocsin.desk.DeskServer;
import dev.tocsin.embedded.EmbeddedDocumentStore;
import dev.tocsin.embedded.TopicSetup;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.client.RestClient;
import dev.tocsin.launcher.client.WholeTopic;
import dev.tocsin.launcher.rules.RulesTopic;
import dev.tocsin.testkit.SecuredKafka;
import dev.tocsin.topic.KafkaAccess;
import dev.tocsin.topic.Topics;
import dev.tocsin.topology.TopologyConfig;
import dev.tocsin.topology.TopologyServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker that wants TLS, a certificate of its clients, and a user with a password. */
@Timeout(300)
class SecuredKafkaIT {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String ADMIN = "the-key-of-the-administrator";
    private static final Alert ALERT =
            new Alert(
                    "alert-1",
                    1,
                    AlertState.OPEN,
                    new AlertRule(
                            "rule-1",
                            "event_count",
                            "Many failures",
                            "",
                            Level.HIGH,
                            List.of(),
                            List.of(),
                            List.of(),
                            "Tocsin"),
                    Map.of("user.name", "ada"),
                    1_767_268_800_000L,
                    1_767_268_800_000L,
                    1,
                    1,
                    "gte 1",
                    60_000,
                    1,
                    List.of(),
                    List.of(),
                    Map.of(),
                    false,
                    0,
                    null,
                    "r1");

    @TempDir Path directory;
    private SecuredKafka kafka;

    @BeforeEach
    void start() throws IOException {
        kafka = SecuredKafka.start(directory);
    }

    @AfterEach
    void stop() {
        if (kafka != null) {
            kafka.close();
        }
    }

    @Test
    void anEventGoesThroughBridgeAndTopologyAndRulesArePublished() throws Exception {
        Map<String, String> env = settings(SecuredKafka.PASSWORD);
        KafkaAccess access = KafkaAccess.from(env);
        assertThat(TopicSetup.create(access)).hasSameSizeAs(Topics.all());

        try (IngestServer bridge = IngestServer.start(HttpConfig.from(env));
                TopologyServer _ = TopologyServer.start(TopologyConfig.from(env));
                RulesTopic rules = new RulesTopic(access)) {
            await().atMost(SOON).until(bridge::healthy);

            assertThat(post(bridge)).isEqualTo(200);

            assertThat(rules.rules()).isEmpty();
            await().atMost(SOON)
                    .until(() -> isThere(access, Topics.EVENTS.name(), "over sasl_ssl"));
        }
    }

    @Test
    void aWrongPasswordIsRefused() throws IOException {
        KafkaAccess access = KafkaAccess.from(settings("guessed"));

        assertThatThrownBy(() -> TopicSetup.create(access))
                .hasRootCauseInstanceOf(SaslAuthenticationException.class);
    }

    @Test
    void theDeskReadsAlertsAndPublishesWhatBecomesOfThem() throws Exception {
        Map<String, String> env = settings(SecuredKafka.PASSWORD);
        KafkaAccess access = KafkaAccess.from(env);
        TopicSetup.create(access);

        try (EmbeddedDocumentStore store =
                EmbeddedDocumentStore.start(directory.resolve("store"), 0)) {
            env.put("MONGODB_URI", store.uri());
            try (DeskServer desk = DeskServer.start(ApiConfig.from(env))) {
                RestClient caller =
                        new RestClient(
                                "http://127.0.0.1:" + desk.port(),
                                Map.of("Authorization", "Bearer " + ADMIN));
                String alert = "/api/v1/alerts/" + ALERT.id();
                send(access, ALERT);
                await().atMost(SOON).until(() -> caller.get(alert).status() == 200);

                caller.send(
                                "PATCH",
                                alert,
                                Json.object().put("assignee", "grace"),
                                Map.of("If-Match", caller.get(alert).etag()))
                        .ok();

                await().atMost(SOON)
                        .until(() -> isThere(access, Topics.INCIDENT_CHANGES.name(), "grace"));
            }
        }
    }

    private static void send(KafkaAccess access, Alert alert) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        access.with(Map.of()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(
                            new ProducerRecord<>(
                                    Topics.ALERTS.name(),
                                    alert.id().getBytes(UTF_8),
                                    Json.bytes(AlertJson.write(alert))))
                    .get();
        }
    }

    private static int post(IngestServer bridge) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bridge.port() + "/events"))
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"summary\":\"over sasl_ssl\"}"))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    private static boolean isThere(KafkaAccess access, String topic, String text) {
        AtomicBoolean found = new AtomicBoolean();
        WholeTopic.read(
                access,
                topic,
                event -> {
                    if (new String(event.value(), UTF_8).contains(text)) {
                        found.set(true);
                    }
                });
        return found.get();
    }

    /** What an operator sets. */
    private Map<String, String> settings(String password) {
        Map<String, String> env = new HashMap<>(kafka.settings(password));
        env.put("TOCSIN_HTTP_PORT", "0");
        env.put("TOCSIN_API_PORT", "0");
        env.put("TOCSIN_API_KEY", ADMIN);
        env.put("TOCSIN_INGEST_OPEN", "true");
        env.put("TOCSIN_STATE_DIR", directory.resolve("state").toString());
        env.put("TOCSIN_TOPOLOGY_HEALTH_PORT", "-1");
        return env;
    }
}
