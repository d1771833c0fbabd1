package dev.tocsin.topology;

import static dev.tocsin.topology.RuleTexts.SUDO;
import static dev.tocsin.topology.Sent.sudo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.AlertJson;
import dev.tocsin.json.Json;
import dev.tocsin.testkit.TopicReader;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What senders write at length does not stop the topology: its own records stay small. */
class LongTextsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String RULES =
            SUDO
                    + """
                    ---
                    title: Many commands
                    name: many-commands
                    correlation:
                      type: value_count
                      rules: [any-sudo]
                      group-by: [user.name]
                      timespan: 10m
                      condition: {field: process.command_line, gte: 60}
                    level: medium
                    ---
                    title: The same command again
                    name: same-command
                    correlation:
                      type: event_count
                      rules: [any-sudo]
                      group-by: [process.command_line, message, user.name]
                      timespan: 10m
                      condition: {gte: 2}
                    level: medium
                    """;

    @TempDir private Path directory;

    @Test
    void manyLongValuesAreCountedOneByOneAndALongGroupIsAGroup() throws IOException {
        try (Broker broker = Broker.start(directory.resolve("kafka"))) {
            broker.publish("sudo.yml", RULES);
            Map<String, String> environment =
                    Map.of(
                            "KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                            "TOCSIN_STATE_DIR", directory.resolve("state").toString(),
                            "TOCSIN_TOPOLOGY_HEALTH_PORT", "-1");
            List<Alert> alerts = new ArrayList<>();
            try (TopologyServer server = TopologyServer.start(TopologyConfig.from(environment));
                    TopicReader reader =
                            new TopicReader(broker.bootstrapServers(), Topics.ALERTS.name())) {
                String same = "/bin/" + "x".repeat(40_000);
                for (int i = 0; i < 100; i++) {
                    broker.send(sudo("alice", same + "\u00e9".repeat(1_000) + i));
                }
                for (int i = 0; i < 2; i++) {
                    broker.send(sudo("bob", "/bin/" + "\u00e9".repeat(200_000)));
                }
                broker.flush();
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> {
                                    reader.poll().forEach(record -> alerts.add(alert(record)));
                                    assertThat(alerts)
                                            .extracting(alert -> alert.rule().id())
                                            .contains("many-commands", "same-command");
                                    assertThat(alerts)
                                            .filteredOn(
                                                    alert ->
                                                            alert.rule()
                                                                    .id()
                                                                    .equals("many-commands"))
                                            .last()
                                            .satisfies(
                                                    alert ->
                                                            assertThat(alert.count())
                                                                    .isEqualTo(100));
                                });
                assertThat(alerts)
                        .filteredOn(alert -> alert.rule().id().equals("same-command"))
                        .first()
                        .satisfies(
                                alert ->
                                        assertThat(alert.group().get("process.command_line"))
                                                .hasSize(512)
                                                .startsWith("/bin/\u00e9\u00e9"));
                assertThat(server.healthy()).isTrue();
            }
        }
    }

    private static Alert alert(ConsumerRecord<byte[], byte[]> record) {
        try {
            return AlertJson.read(Json.parse(record.value()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
