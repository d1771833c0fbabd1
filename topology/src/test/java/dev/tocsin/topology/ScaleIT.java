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
import dev.tocsin.testkit.TopicReader;
import dev.tocsin.topic.Topic;
import dev.tocsin.topic.Topics;
import dev.tocsin.topology.metrics.TopologyMetrics.Counter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One log, the same in every partition, and one, two and three instances that share the work. */
class ScaleIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int ADDRESSES = 20;
    private static final int USERS = 5;
    private static final int EVENTS = 900;
    private static final String RULES =
            String.join("---\n", FAILED_LOGIN, bruteForce(5), COMPROMISE, fewLogins(), GUESSED);

    @TempDir private Path directory;
    private final List<JsonNode> log = log();

    @Test
    void theFinalAlertsAreTheSameForOneTwoAndThreeInstances() throws IOException {
        SortedSet<String> one = alertsOf(1);
        assertThat(one).as("the log says something").hasSizeGreaterThan(2 * ADDRESSES);
        assertThat(alertsOf(2)).isEqualTo(one);
        assertThat(alertsOf(3)).isEqualTo(one);
    }

    private SortedSet<String> alertsOf(int instances) throws IOException {
        List<TopologyServer> servers = new ArrayList<>();
        try (Broker broker = Broker.start(directory.resolve("kafka-" + instances));
                TopicReader events = reader(broker, Topics.EVENTS);
                TopicReader alerts = reader(broker, Topics.ALERTS)) {
            broker.publish("ssh.yml", RULES);
            try {
                for (int i = 0; i < instances; i++) {
                    servers.add(TopologyServer.start(config(broker, instances, i)));
                }
                await().atMost(PATIENCE)
                        .until(() -> servers.stream().allMatch(TopologyServer::ready));
                send(broker);
                return settled(events, alerts, servers);
            } finally {
                servers.forEach(TopologyServer::close);
            }
        }
    }

    private SortedSet<String> settled(
            TopicReader events, TopicReader alerts, List<TopologyServer> servers) {
        await().atMost(PATIENCE).until(() -> events.poll().size() == log.size());
        List<JsonNode> written = events.poll().stream().map(FinalAlerts::document).toList();
        SortedSet<String> expected = FinalAlerts.expected(RuleTexts.compiled(RULES), written);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(differences(alerts, expected)).isEmpty());
        assertThat(FinalAlerts.revisions(alerts.poll()).values())
                .as("each revision once")
                .containsOnly(1);
        assertThat(servers)
                .as("every instance had a part of the work")
                .allMatch(server -> server.metrics().value(Counter.RAW_RECORDS) > 0);
        return expected;
    }

    private static List<String> differences(TopicReader alerts, SortedSet<String> expected) {
        SortedSet<String> found = FinalAlerts.written(alerts.poll());
        List<String> differences = new ArrayList<>();
        found.stream()
                .filter(a -> !expected.contains(a))
                .map(a -> "+ " + a)
                .forEach(differences::add);
        expected.stream()
                .filter(a -> !found.contains(a))
                .map(a -> "- " + a)
                .forEach(differences::add);
        return differences;
    }

    private TopologyConfig config(Broker broker, int instances, int number) {
        Path state = directory.resolve("state-" + instances + "-" + number);
        return TopologyConfig.from(Instance.environment(broker, state, "topology-" + number));
    }

    private static TopicReader reader(Broker broker, Topic topic) {
        return new TopicReader(broker.bootstrapServers(), topic.name());
    }

    /** Round robin: each event gets the same coordinates, and so the same id, every time. */
    private void send(Broker broker) {
        for (int i = 0; i < log.size(); i++) {
            broker.send(i % Topics.EVENTS_RAW.partitions(), log.get(i));
        }
        broker.flush();
    }

    private static List<JsonNode> log() {
        SplittableRandom random = new SplittableRandom(seed());
        Instant start = Instant.now().minus(Duration.ofHours(3));
        List<JsonNode> log = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            String address = "10.0.0." + random.nextInt(ADDRESSES);
            String user = "user" + random.nextInt(USERS);
            Instant time = start.plusMillis(200L * i - random.nextInt(20_000));
            log.add(login(random.nextInt(6) == 0, user, address, time));
        }
        later(start.plus(Duration.ofMinutes(10)), log);
        return log;
    }

    /** What is said of growth ten seconds later, is so said at once; all is within the grace. */
    private static void later(Instant start, List<JsonNode> log) {
        for (int user = 0; user < USERS; user++) {
            Instant time = start.plus(Duration.ofMinutes(7L * user));
            for (int address = 0; address < ADDRESSES; address++) {
                log.add(login(false, "user" + user, "10.0.0." + address, time));
            }
        }
        for (int address = 0; address < ADDRESSES; address++) {
            Instant time = start.plus(Duration.ofMinutes(7L * USERS));
            log.add(login(true, "user0", "10.0.0." + address, time));
        }
    }

    private static JsonNode login(boolean accepted, String user, String address, Instant time) {
        return (accepted ? acceptedLogin(user, address) : failedLogin(user, address))
                .put("timestamp", time.toString());
    }

    private static long seed() {
        long seed = Long.getLong("tocsin.seed", new Random().nextLong(1_000_000));
        System.out.println("ScaleIT: -Dtocsin.seed=" + seed);
        return seed;
    }

    /** Closing frames. */
    private static String fewLogins() {
        return """
               title: Few failed logins of a user in a while
               name: few-logins
               correlation:
                 type: event_count
                 rules: [failed-login]
                 group-by: [user.name]
                 timespan: 2s
                 condition: {lte: 3}
               level: low
               tocsin: {settle: 1s}
               """;
    }
}
