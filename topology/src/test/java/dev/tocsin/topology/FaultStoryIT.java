package dev.tocsin.topology;

import static dev.tocsin.topology.RuleTexts.COMPROMISE;
import static dev.tocsin.topology.RuleTexts.FAILED_LOGIN;
import static dev.tocsin.topology.RuleTexts.GUESSED;
import static dev.tocsin.topology.RuleTexts.bruteForce;
import static dev.tocsin.topology.Sent.acceptedLogin;
import static dev.tocsin.topology.Sent.failedLogin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.testkit.TopicReader;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults of every kind in the middle of bursts, with real processes and a real broker: no alert is
 * lost, none comes twice, and all are those of {@link dev.tocsin.rules.run.RuleRunner} over the
 * same events. One story, because what costs time is to start things.
 */
class FaultStoryIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int ADDRESSES = 60;
    private static final int EVENTS_PER_HALF = 300;
    private static final String RULES =
            String.join("---\n", FAILED_LOGIN, bruteForce(5), users(), COMPROMISE, GUESSED);

    @TempDir private Path directory;
    private final SplittableRandom random = new SplittableRandom(seed());
    private final Instant start = Instant.now().minus(Duration.ofMinutes(30));
    private int sent;

    @Test
    void noAlertIsLostAndNoneComesTwice() throws IOException, InterruptedException {
        try (Broker broker = Broker.start(directory.resolve("kafka"));
                TopicReader events = new TopicReader(broker.bootstrapServers(), events());
                TopicReader alerts =
                        new TopicReader(broker.bootstrapServers(), Topics.ALERTS.name())) {
            broker.publish("ssh.yml", RULES);
            faults(broker, events, alerts);
            List<JsonNode> written = events.poll().stream().map(FinalAlerts::document).toList();
            assertThat(written).as("each event once").hasSize(sent);
            SortedSet<String> expected = FinalAlerts.expected(RuleTexts.compiled(RULES), written);
            assertThat(expected).as("the story says something").hasSizeGreaterThan(ADDRESSES);
            assertThat(FinalAlerts.written(alerts.poll())).isEqualTo(expected);
            assertThat(FinalAlerts.revisions(alerts.poll()).values())
                    .as("each revision once")
                    .containsOnly(1);
        }
    }

    private void faults(Broker broker, TopicReader events, TopicReader alerts)
            throws IOException, InterruptedException {
        try (Instance one = new Instance(broker, directory, "one");
                Instance two = new Instance(broker, directory, "two");
                Instance three = new Instance(broker, directory, "three")) {
            one.start();
            inTheMiddleOfABurst(broker, events, one::killAndStart);
            inTheMiddleOfABurst(broker, events, two::start);
            inTheMiddleOfABurst(broker, events, broker::restart);
            inTheMiddleOfABurst(broker, events, one::stopAndStartWithoutState);
            inTheMiddleOfABurst(broker, events, three::start);
            settle(events, alerts);
        }
    }

    /** Waits until everything that is due is told, growth ten seconds after the last revision. */
    private void settle(TopicReader events, TopicReader alerts) {
        await().atMost(PATIENCE).until(() -> events.poll().size() >= sent);
        List<JsonNode> written = events.poll().stream().map(FinalAlerts::document).toList();
        SortedSet<String> expected = FinalAlerts.expected(RuleTexts.compiled(RULES), written);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(
                        () -> assertThat(FinalAlerts.written(alerts.poll())).isEqualTo(expected));
    }

    private void inTheMiddleOfABurst(Broker broker, TopicReader events, Fault fault)
            throws IOException, InterruptedException {
        int before = events.poll().size();
        burst(broker);
        await().atMost(PATIENCE).until(() -> events.poll().size() > before);
        fault.happens();
        burst(broker);
    }

    private void burst(Broker broker) {
        for (int i = 0; i < EVENTS_PER_HALF; i++) {
            String address = "10.0.0." + random.nextInt(ADDRESSES);
            String user = "user" + random.nextInt(8);
            ObjectNode event =
                    random.nextInt(6) == 0
                            ? acceptedLogin(user, address)
                            : failedLogin(user, address);
            long atMs = 200L * sent++ - random.nextInt(20_000);
            broker.send(event.put("timestamp", start.plusMillis(atMs).toString()));
        }
        broker.flush();
    }

    private static String events() {
        return Topics.EVENTS.name();
    }

    private static long seed() {
        long seed = Long.getLong("tocsin.seed", new Random().nextLong(1_000_000));
        System.out.println("FaultStoryIT: -Dtocsin.seed=" + seed);
        return seed;
    }

    private static String users() {
        return """
               title: Many users from one address
               name: many-users
               correlation:
                 type: value_count
                 rules: [failed-login]
                 group-by: [source.ip]
                 timespan: 5m
                 condition: {field: user.name, gte: 4}
               level: medium
               """;
    }

    /** Something that happens in the middle of a burst. */
    private interface Fault {
        void happens() throws IOException, InterruptedException;
    }
}
