package dev.tocsin.topology;

import static dev.tocsin.topology.RuleTexts.FAILED_LOGIN;
import static dev.tocsin.topology.RuleTexts.bruteForce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a rollout does: one instance after the other stops in order and starts again. */
class RolloutIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir private Path directory;

    @Test
    void anInstanceThatIsBackInTimeMovesNobodysPartitions() throws IOException {
        try (Broker broker = Broker.start(directory.resolve("kafka"))) {
            broker.publish("ssh.yml", FAILED_LOGIN + "---\n" + bruteForce(5));
            TopologyServer one = start(broker, "topology-0");
            Rebalances ofOne = Rebalances.ofNow();
            double alone = ofOne.count();
            TopologyServer two = start(broker, "topology-1");
            assertThat(ofOne.count()).as("a new instance is noticed").isGreaterThan(alone);
            double before = settled(ofOne);

            two.close();
            two = start(broker, "topology-1");
            assertThat(settled(ofOne)).as("after a restart of the second").isEqualTo(before);

            Rebalances ofTwo = Rebalances.ofNow().without(ofOne);
            before = settled(ofTwo);
            one.close();
            one = start(broker, "topology-0");
            assertThat(settled(ofTwo)).as("after a restart of the first").isEqualTo(before);
            one.close();
            two.close();
        }
    }

    /** How often they were given partitions, when that has come to an end. */
    private static double settled(Rebalances rebalances) {
        AtomicReference<Double> before = new AtomicReference<>(-1.0);
        await().pollInterval(Duration.ofSeconds(1))
                .atMost(PATIENCE)
                .until(() -> before.getAndSet(rebalances.count()) == rebalances.count());
        return rebalances.count();
    }

    private TopologyServer start(Broker broker, String name) {
        Path state = directory.resolve(name);
        TopologyServer server =
                TopologyServer.start(
                        TopologyConfig.from(Instance.environment(broker, state, name)));
        await().atMost(PATIENCE).until(server::ready);
        return server;
    }
}
