package dev.tocsin.topology;

import static dev.tocsin.topology.RuleTexts.FAILED_LOGIN;
import static dev.tocsin.topology.RuleTexts.bruteForce;
import static dev.tocsin.topology.Sent.failedLogin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.topology.metrics.TopologyMetrics.Counter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path directory;

    /** The events have no ids of their sender, and most tasks get none: their stores stay empty. */
    @Test
    void aStopInOrderLeavesEveryStoreForTheNextStart() throws IOException {
        try (Broker broker = Broker.start(directory.resolve("kafka"))) {
            broker.publish("ssh.yml", FAILED_LOGIN + "---\n" + bruteForce(5));
            run(broker, 3);
            Map<String, String> before = databases();
            assertThat(before).isNotEmpty();
            run(broker, 2);
            assertThat(databases()).isEqualTo(before);
        }
    }

    private void run(Broker broker, int events) {
        TopologyConfig config =
                TopologyConfig.from(
                        Map.of(
                                "KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                                "TOCSIN_STATE_DIR", state().toString(),
                                "TOCSIN_TOPOLOGY_HEALTH_PORT", "-1"));
        try (TopologyServer server = TopologyServer.start(config)) {
            await().atMost(PATIENCE).until(server::ready);
            for (int i = 0; i < events; i++) {
                broker.send(failedLogin("alice"));
            }
            broker.flush();
            await().atMost(PATIENCE)
                    .until(() -> server.metrics().value(Counter.CONTRIBUTIONS) == events);
        }
    }

    /** RocksDB writes a random name into each database that it makes. */
    private Map<String, String> databases() throws IOException {
        List<Path> names;
        try (Stream<Path> files = Files.walk(state())) {
            names = files.filter(file -> file.endsWith("IDENTITY")).toList();
        }
        Map<String, String> databases = new TreeMap<>();
        for (Path name : names) {
            databases.put(state().relativize(name).toString(), Files.readString(name));
        }
        return databases;
    }

    private Path state() {
        return directory.resolve("state");
    }
}
