package dev.tocsin.bridge.rabbit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.Ports;
import dev.tocsin.embedded.TopicSetup;
import dev.tocsin.testkit.TestAuthority;
import dev.tocsin.testkit.TestAuthority.Issued;
import dev.tocsin.testkit.TopicReader;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.qpid.server.SystemLauncher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** AMQP over TLS, at a server that wants a certificate of its clients. */
@Timeout(240)
class AmqpTlsIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir Path directory;
    private final SystemLauncher amqp = new SystemLauncher();
    private TestAuthority authority;
    private EmbeddedKafka kafka;
    private int port;

    @BeforeEach
    void start() throws Exception {
        authority = new TestAuthority(directory);
        Issued own = authority.issueRsaPkcs8("server", "CN=server");
        port = Ports.free();
        // Derby is on the class path and opens its log in the working directory otherwise.
        System.setProperty("derby.stream.error.file", directory.resolve("derby.log").toString());
        amqp.startup(
                Map.of(
                        "type",
                        "Memory",
                        "initialConfigurationLocation",
                        Objects.requireNonNull(AmqpTlsIT.class.getResource("amqps.json"))
                                .toExternalForm(),
                        "startupLoggedToSystemOut",
                        "false",
                        "context",
                        Map.of(
                                "qpid.amqp_port", "" + port,
                                "qpid.work_dir", directory.toString(),
                                "tocsin.certificate", own.certificate().toUri().toString(),
                                "tocsin.key", own.key().toUri().toString(),
                                "tocsin.authority", authority.certificate().toUri().toString())));
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        TopicSetup.create(kafka.bootstrapServers());
    }

    @AfterEach
    void stop() {
        if (kafka != null) {
            kafka.close();
        }
        amqp.shutdown();
    }

    @Test
    void consumesWithACertificateOfTheClientAndTheAuthorityOfTheServer() throws Exception {
        RabbitConfig config = config(authority.issueEc("client", "CN=client"));
        try (RabbitConsumer consumer = RabbitConsumer.start(config);
                TopicReader reader =
                        new TopicReader(kafka.bootstrapServers(), Topics.EVENTS_RAW.name())) {
            await().atMost(SOON).until(consumer::healthy);
            try (Connection connection = new Connector(config).open();
                    Channel channel = connection.createChannel()) {
                channel.basicPublish(
                        "eventtask",
                        "eventtask",
                        new BasicProperties.Builder().build(),
                        "{\"over\":\"tls\"}".getBytes(UTF_8));
            }

            await().atMost(SOON)
                    .until(
                            () ->
                                    reader.poll().stream()
                                            .map(r -> new String(r.value(), UTF_8))
                                            .anyMatch("{\"over\":\"tls\"}"::equals));
        }
    }

    @Test
    void doesNotConnectWithoutACertificateOrToAServerOfAnotherAuthority() throws Exception {
        Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
        TestAuthority other = new TestAuthority(elsewhere);
        Issued client = authority.issue("client", "CN=client");

        assertThat(connects(config(null))).isFalse();
        assertThat(connects(config(client, other.certificate()))).isFalse();
        assertThat(connects(config(client))).isTrue();
    }

    private static boolean connects(RabbitConfig config) throws Exception {
        try (Connection connection = new Connector(config).open()) {
            return connection.isOpen();
        } catch (IOException e) {
            return false;
        }
    }

    private RabbitConfig config(@Nullable Issued client) {
        return config(client, authority.certificate());
    }

    private RabbitConfig config(@Nullable Issued client, Path authorities) {
        Map<String, String> env = new HashMap<>();
        env.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        env.put("RABBITMQ_URI", "amqps://guest:guest@127.0.0.1:" + port);
        env.put("TOCSIN_RABBIT_OPS_PORT", "0");
        env.put("TOCSIN_RABBIT_TLS_CA", authorities.toString());
        if (client != null) {
            env.put("TOCSIN_RABBIT_TLS_CERTIFICATE", client.certificate().toString());
            env.put("TOCSIN_RABBIT_TLS_KEY", client.key().toString());
        }
        return RabbitConfig.from(env);
    }
}
