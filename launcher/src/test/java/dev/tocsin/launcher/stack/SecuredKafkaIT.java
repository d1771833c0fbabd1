package dev.tocsin.launcher.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tocsin.bridge.http.HttpConfig;
import dev.tocsin.bridge.http.IngestServer;
import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.Ports;
import dev.tocsin.embedded.SecuredListener;
import dev.tocsin.embedded.TopicSetup;
import dev.tocsin.launcher.client.WholeTopic;
import dev.tocsin.launcher.rules.RulesTopic;
import dev.tocsin.testkit.TestAuthority;
import dev.tocsin.testkit.TestAuthority.Issued;
import dev.tocsin.topic.KafkaAccess;
import dev.tocsin.topic.Topics;
import dev.tocsin.topology.TopologyConfig;
import dev.tocsin.topology.TopologyServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker that wants TLS, a certificate of its clients, and a user with a password. */
@Timeout(300)
class SecuredKafkaIT {
    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir Path directory;
    private TestAuthority authority;
    private EmbeddedKafka kafka;

    @BeforeEach
    void start() throws IOException {
        authority = new TestAuthority(directory);
        SecuredListener secured =
                new SecuredListener(
                        Ports.free(),
                        keyStore(authority.issue("broker", "CN=broker")),
                        authority.certificate(),
                        "tocsin",
                        "a-secret");
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, secured);
    }

    @AfterEach
    void stop() {
        if (kafka != null) {
            kafka.close();
        }
    }

    @Test
    void anEventGoesThroughBridgeAndTopologyAndRulesArePublished() throws Exception {
        Map<String, String> env = settings("a-secret");
        KafkaAccess access = KafkaAccess.from(env);
        assertThat(TopicSetup.create(access)).hasSameSizeAs(Topics.all());

        try (IngestServer bridge = IngestServer.start(HttpConfig.from(env));
                TopologyServer _ = TopologyServer.start(TopologyConfig.from(env));
                RulesTopic rules = new RulesTopic(access)) {
            await().atMost(SOON).until(bridge::healthy);

            assertThat(post(bridge)).isEqualTo(200);

            assertThat(rules.rules()).isEmpty();
            await().atMost(SOON).until(() -> isThere(access, "over sasl_ssl"));
        }
    }

    @Test
    void aWrongPasswordIsRefused() throws IOException {
        KafkaAccess access = KafkaAccess.from(settings("guessed"));

        assertThatThrownBy(() -> TopicSetup.create(access))
                .hasRootCauseInstanceOf(SaslAuthenticationException.class);
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

    private static boolean isThere(KafkaAccess access, String text) {
        AtomicBoolean found = new AtomicBoolean();
        WholeTopic.read(
                access,
                Topics.EVENTS.name(),
                event -> {
                    if (new String(event.value(), UTF_8).contains(text)) {
                        found.set(true);
                    }
                });
        return found.get();
    }

    /** What an operator sets. */
    private Map<String, String> settings(String password) throws IOException {
        Map<String, String> env = new HashMap<>();
        env.put("KAFKA_BOOTSTRAP_SERVERS", kafka.securedServers());
        env.put("KAFKA_SECURITY_PROTOCOL", "SASL_SSL");
        env.put("KAFKA_SASL_MECHANISM", "PLAIN");
        env.put(
                "KAFKA_SASL_JAAS_CONFIG",
                "org.apache.kafka.common.security.plain.PlainLoginModule required"
                        + " username=\"tocsin\" password=\"%s\";".formatted(password));
        env.put("KAFKA_SSL_TRUSTSTORE_TYPE", "PEM");
        env.put("KAFKA_SSL_TRUSTSTORE_LOCATION", authority.certificate().toString());
        env.put("KAFKA_SSL_KEYSTORE_TYPE", "PEM");
        env.put(
                "KAFKA_SSL_KEYSTORE_LOCATION",
                keyStore(authority.issue("client", "CN=client")).toString());
        env.put("TOCSIN_HTTP_PORT", "0");
        env.put("TOCSIN_INGEST_OPEN", "true");
        env.put("TOCSIN_STATE_DIR", directory.resolve("state").toString());
        env.put("TOCSIN_TOPOLOGY_HEALTH_PORT", "-1");
        return env;
    }

    private static Path keyStore(Issued issued) throws IOException {
        Path both = Path.of(issued.certificate() + ".both");
        return Files.writeString(
                both, Files.readString(issued.key()) + Files.readString(issued.certificate()));
    }
}
