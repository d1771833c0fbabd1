package dev.tocsin.topology;

import static dev.tocsin.topology.RuleTexts.FAILED_LOGIN;
import static dev.tocsin.topology.RuleTexts.bruteForce;
import static dev.tocsin.topology.Sent.failedLogin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.testkit.TopicReader;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A threshold is lowered, and the process dies while it reads the past for the new one. */
class WarmStartKillIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int ADDRESSES = 90;
    private static final int FAILURES_EACH = 5;

    @TempDir private Path directory;

    @Test
    void aKillInTheMiddleOfAWarmStartLosesNoAlertAndDoublesNone()
            throws IOException, InterruptedException {
        try (Broker broker = Broker.start(directory.resolve("kafka"));
                Instance instance = slowlyWarmed(broker);
                TopicReader events = reader(broker, Topics.EVENTS.name());
                TopicReader alerts = reader(broker, Topics.ALERTS.name())) {
            broker.publish("ssh.yml", rules(50));
            instance.start();
            failLogins(broker);
            await().atMost(PATIENCE).until(() -> events.poll().size() == ADDRESSES * FAILURES_EACH);
            assertThat(alerts.poll()).as("alerts of the high threshold").isEmpty();

            broker.publish("ssh.yml", rules(5));
            await().atMost(PATIENCE).until(() -> !alerts.poll().isEmpty());
            instance.kill();
            assertThat(FinalAlerts.written(alerts.poll()))
                    .as("alerts when it was killed")
                    .hasSizeLessThan(ADDRESSES);

            instance.start();
            SortedSet<String> expected = expected(events);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(FinalAlerts.written(alerts.poll()))
                                            .isEqualTo(expected));
            assertThat(FinalAlerts.revisions(alerts.poll()).values())
                    .as("each revision once")
                    .containsOnly(1);
        }
    }

    /** Reads so few records of the past at a time that there is a middle. */
    private Instance slowlyWarmed(Broker broker) {
        return new Instance(broker, directory, "one").with("TOCSIN_WAKE_BUDGET", "5");
    }

    private static TopicReader reader(Broker broker, String topic) {
        return new TopicReader(broker.bootstrapServers(), topic);
    }

    /** One address after the other, so that alerts come all the time that the past is read. */
    private static void failLogins(Broker broker) {
        Instant start = Instant.now().minus(Duration.ofMinutes(10));
        for (int i = 0; i < ADDRESSES * FAILURES_EACH; i++) {
            broker.send(
                    failedLogin("alice", "10.0.0." + i / FAILURES_EACH)
                            .put("timestamp", start.plusMillis(100L * i).toString()));
        }
        broker.flush();
    }

    private static String rules(int threshold) {
        return FAILED_LOGIN + "---\n" + bruteForce(threshold);
    }

    private static SortedSet<String> expected(TopicReader events) {
        List<JsonNode> written = events.poll().stream().map(FinalAlerts::document).toList();
        SortedSet<String> expected = FinalAlerts.expected(RuleTexts.compiled(rules(5)), written);
        assertThat(expected).hasSize(ADDRESSES);
        return expected;
    }
}
