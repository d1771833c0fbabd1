package dev.tocsin.topology;

import static dev.tocsin.topology.RuleTexts.COMPROMISE;
import static dev.tocsin.topology.RuleTexts.FAILED_LOGIN;
import static dev.tocsin.topology.RuleTexts.bruteForce;
import static dev.tocsin.topology.Sent.acceptedLogin;
import static dev.tocsin.topology.Sent.failedLogin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.compile.RuleCompiler;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.rules.source.RuleFile;
import dev.tocsin.testkit.TopicReader;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
            String.join("---\n", FAILED_LOGIN, bruteForce(5), users(), COMPROMISE, guessed());

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
            SortedSet<String> expected = FinalAlerts.expected(compiled(), written);
            assertThat(expected).as("the story says something").hasSizeGreaterThan(ADDRESSES);
            assertThat(FinalAlerts.written(alerts.poll())).isEqualTo(expected);
            assertThat(FinalAlerts.revisions(alerts.poll()).values())
                    .as("each revision once")
                    .containsOnly(1);
        }
    }

    private void faults(Broker broker, TopicReader events, TopicReader alerts)
            throws IOException, InterruptedException {
        try (Instance one = new Instance(broker, "one");
                Instance two = new Instance(broker, "two");
                Instance three = new Instance(broker, "three")) {
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
        SortedSet<String> expected = FinalAlerts.expected(compiled(), written);
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

    private static RuleSet compiled() {
        return RuleCompiler.compile(List.of(new RuleFile("ssh.yml", RULES)), Placeholders.none())
                .rules();
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

    private static String guessed() {
        return """
               title: Guessed
               name: guessed
               correlation:
                 type: temporal_ordered
                 rules: [failed-login, accepted-login]
                 group-by: [source.ip, user.name]
                 timespan: 1m
               level: high
               """;
    }

    /** Something that happens in the middle of a burst. */
    private interface Fault {
        void happens() throws IOException, InterruptedException;
    }

    /** One instance of the topology, in a process of its own. */
    private final class Instance implements AutoCloseable {
        private final Map<String, String> environment;
        private final Path state;
        private final Path log;
        private @Nullable TopologyProcess process;

        Instance(Broker broker, String name) {
            this.state = directory.resolve("state-" + name);
            this.log = directory.resolve(name + ".log");
            this.environment =
                    Map.of(
                            "KAFKA_BOOTSTRAP_SERVERS",
                            broker.bootstrapServers(),
                            "TOCSIN_STATE_DIR",
                            state.toString(),
                            "TOCSIN_TOPOLOGY_INSTANCE",
                            name,
                            "TOCSIN_TOPOLOGY_THREADS",
                            "1",
                            "TOCSIN_TOPOLOGY_HEALTH_PORT",
                            "-1");
        }

        void start() throws IOException {
            process = TopologyProcess.start(environment, log);
        }

        void killAndStart() throws IOException, InterruptedException {
            running().kill();
            start();
        }

        /** An orderly stop; all that was on its disk is gone, and comes from the changelogs. */
        void stopAndStartWithoutState() throws IOException, InterruptedException {
            running().terminate();
            try (Stream<Path> files = Files.walk(state)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
            start();
        }

        private TopologyProcess running() {
            if (process == null) {
                throw new AssertionError("Expected the instance to run, but it was not started");
            }
            return process;
        }

        @Override
        public void close() {
            if (process != null) {
                process.close();
            }
        }
    }
}
