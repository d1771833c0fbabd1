package dev.tocsin.bridge;

import static dev.tocsin.bridge.Gateways.DOOR;
import static dev.tocsin.bridge.Gateways.submission;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.TopicSetup;
import dev.tocsin.testkit.TopicReader;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The gateway over a real broker, also when that broker goes away and comes back. */
class EventGatewayIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BODIES = 200;

    @TempDir Path directory;

    @Test
    @Timeout(180)
    void keepsTheLawWhenTheBrokerIsClosedAndComesBack() throws IOException {
        EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0);
        String address = kafka.bootstrapServers();
        TopicSetup.create(address);
        int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));

        try (EventGateway gateway = gateway(address)) {
            assertThat(stored(send(gateway, 0))).isEqualTo(3L * BODIES);
            assertThat(gateway.healthy()).isTrue();

            kafka.close();
            List<Outcome> refused = send(gateway, 1);
            assertThat(refused).hasOnlyElementsOfType(Rejected.Unavailable.class);
            await().atMost(PATIENCE).until(() -> !gateway.healthy());

            kafka = EmbeddedKafka.start(directory, port);
            await().atMost(PATIENCE).until(gateway::healthy);
            assertThat(stored(send(gateway, 2))).isEqualTo(3L * BODIES);

            assertLaw(gateway, address);
        } finally {
            kafka.close();
        }
    }

    private static void assertLaw(EventGateway gateway, String address) {
        Totals totals = gateway.metrics().totals(DOOR);
        assertThat(totals.received().events()).isEqualTo(9L * BODIES);
        assertThat(totals.settled()).isEqualTo(totals.received());
        assertThat(inTopic(address, Topics.EVENTS_RAW.name(), totals.published().events()))
                .doesNotHaveDuplicates();
        assertThat(inTopic(address, Topics.DEAD_LETTERS.name(), totals.deadLettered().events()))
                .doesNotHaveDuplicates();
        assertThat(gateway.budget().taken()).isZero();
    }

    private static EventGateway gateway(String address) {
        return EventGateway.open(
                GatewayConfig.from(
                        Map.of(
                                "KAFKA_BOOTSTRAP_SERVERS",
                                address,
                                "TOCSIN_INGEST_DELIVERY_TIMEOUT_MS",
                                "3000")),
                "bridge-http");
    }

    /** Two events and a malformed line in each body, all numbered. */
    private static List<Outcome> send(EventGateway gateway, int round) {
        List<CompletableFuture<Outcome>> sent = new ArrayList<>();
        for (int i = 0; i < BODIES; i++) {
            String id = round + "-" + i;
            sent.add(
                    gateway.accept(
                            submission("{\"a\":\"" + id + "\"}\n{\"b\":\"" + id + "\"}\n!" + id)));
        }
        return sent.stream().map(CompletableFuture::join).toList();
    }

    private static long stored(List<Outcome> outcomes) {
        return outcomes.stream()
                .mapToLong(o -> o instanceof Accepted a ? a.events() + a.deadLetters() : 0)
                .sum();
    }

    private static List<String> inTopic(String address, String topic, long count) {
        try (TopicReader reader = new TopicReader(address, topic)) {
            await().atMost(PATIENCE).until(() -> reader.poll().size() >= count);
            List<String> values =
                    reader.poll().stream().map(r -> new String(r.value(), UTF_8)).toList();
            assertThat(values).hasSize((int) count);
            return values;
        }
    }
}
