package dev.tocsin.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.client.IngestClient;
import dev.tocsin.testkit.TopicReader;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/**
 * What happens when processes are killed and rules are broken: nothing is lost, nothing is twice.
 */
@OnStack
class FaultIT {
    private static final int EVENTS = 20_000;
    private static final int BATCH = 200;
    private static final int ALERT_EVERY = 100;
    private static final Duration RECOVERY = Duration.ofMinutes(2);

    @Test
    void aKilledTopologyLosesNothingAndDoublesNothing(Stack stack) throws Exception {
        IngestClient http = stack.http();
        Instant now = Instant.now();
        long killed = stack.child("topology").pid();
        for (int at = 0; at < EVENTS; at += BATCH) {
            http.send(Senders.lines(numbered(now, at)), "kill-" + at);
            if (at == EVENTS / 2) {
                stack.kill("topology");
            }
        }

        try (TopicReader events = new TopicReader(stack.settings().kafka(), Topics.EVENTS.name());
                TopicReader alerts =
                        new TopicReader(stack.settings().kafka(), Topics.ALERTS.name())) {
            await().atMost(RECOVERY).until(() -> ids(events, "kill-").size() >= EVENTS);
            await().atMost(RECOVERY).until(() -> cleared(alerts).size() >= EVENTS / ALERT_EVERY);
            await().atMost(RECOVERY).until(() -> stack.indexedEvents("kill-") >= EVENTS);

            assertThat(ids(events, "kill-"))
                    .hasSize(EVENTS)
                    .allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
            assertThat(cleared(alerts))
                    .hasSize(EVENTS / ALERT_EVERY)
                    .allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
            assertThat(stack.indexedEvents("kill-")).isEqualTo(EVENTS);
        }
        await().atMost(RECOVERY).until(stack::isReady);
        assertThat(stack.child("topology").restarts()).isGreaterThanOrEqualTo(1);
        assertThat(stack.child("topology").pid()).isNotEqualTo(killed);
    }

    @Test
    void aRequestThatIsSentTwiceMakesEachEventOnce(Stack stack) throws Exception {
        byte[] request = Senders.lines(numbered(Instant.now(), 1));

        stack.http().send(request, "twice");
        stack.http().send(request, "twice");
        send(stack, "after", "twice-last");

        try (TopicReader events = new TopicReader(stack.settings().kafka(), Topics.EVENTS.name())) {
            await().atMost(RECOVERY).until(() -> ids(events, "twice-last").size() == 1);
            await().atMost(RECOVERY).until(() -> ids(events, "twice-").size() == BATCH + 1);
            assertThat(ids(events, "twice-"))
                    .allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
        }
    }

    @Test
    void aSavedRuleIsLiveAndABrokenOneKeepsTheOld(Stack stack) throws Exception {
        Path file = stack.rules().resolve("live.yml");
        Files.writeString(file, rule("first"));
        AtomicInteger probe = new AtomicInteger();
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> {
                            send(stack, "live first", "live-" + probe.getAndIncrement());
                            return alertsOf(stack, "live-rule") > 0;
                        });
        long before = alertsOf(stack, "live-rule");
        long pid = stack.child("topology").pid();

        Files.writeString(
                file, rule("first").replace("condition: selection", "condition: nothing"));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> stack.status().rules().contains("kept the old version of live.yml"));

        send(stack, "live first", "live-after");
        await().atMost(Duration.ofSeconds(20)).until(() -> alertsOf(stack, "live-rule") > before);
        assertThat(stack.child("topology").pid()).isEqualTo(pid);
        Files.delete(file);
    }

    @Test
    void dataSurvivesAStopAndAStart(Stack stack) throws Exception {
        send(stack, "kept over a stop", "survivor");
        await().atMost(RECOVERY).until(() -> stack.indexedEvents("survivor") == 1);
        ObjectNode incident = Json.object().put("title", "Kept over a stop");
        JsonNode made = stack.desk().send("POST", "/api/v1/incidents", incident, Map.of()).ok();

        stack.down();
        assertThat(stack.status().children())
                .allMatch(
                        child ->
                                ProcessHandle.of(child.pid())
                                        .filter(ProcessHandle::isAlive)
                                        .isEmpty());
        stack.up();

        assertThat(stack.indexedEvents("survivor")).isEqualTo(1);
        assertThat(
                        stack.desk()
                                .get("/api/v1/incidents/" + made.path("id").asText())
                                .ok()
                                .path("title")
                                .asText())
                .isEqualTo("Kept over a stop");
        send(stack, "after the stop", "survivor-2");
        await().atMost(RECOVERY).until(() -> stack.indexedEvents("survivor-2") == 1);
    }

    private static List<ObjectNode> numbered(Instant now, int from) {
        List<ObjectNode> events = new ArrayList<>();
        for (int i = from; i < from + BATCH; i++) {
            events.add(
                    i % ALERT_EVERY == 0
                            ? Senders.logCleared(now, "kill-test-" + i)
                            : Senders.sshd(
                                    now,
                                    "Accepted publickey for user"
                                            + i
                                            + " from 192.0.2.1 port 22 ssh2: ED25519 SHA256:x"));
        }
        return events;
    }

    private static String rule(String word) {
        return """
                title: Live
                name: live-rule
                id: 7d0e1d2a-9c5e-4c4f-8d2f-0b7f3f1f0a11
                status: test
                logsource: {category: live}
                detection:
                    selection:
                        message|contains: live %s
                    condition: selection
                level: low
                """
                .formatted(word);
    }

    private static void send(Stack stack, String message, String id)
            throws IOException, InterruptedException {
        byte[] event = Json.bytes(Json.object().put("summary", message));
        stack.http().send(event, id);
    }

    private static long alertsOf(Stack stack, String rule)
            throws IOException, InterruptedException {
        return stack.desk()
                .get("/api/v1/alerts?folded=show&rule=" + rule)
                .ok()
                .path("items")
                .size();
    }

    /** How often each event id that begins with the prefix is on the topic. */
    private static Map<String, Integer> ids(TopicReader reader, String prefix) {
        Map<String, Integer> times = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : reader.poll()) {
            String id = new String(record.key(), StandardCharsets.UTF_8);
            if (id.startsWith(prefix)) {
                times.merge(id, 1, Integer::sum);
            }
        }
        return times;
    }

    /** How often each alert of this test is on the topic, by alert id and revision. */
    private static Map<String, Integer> cleared(TopicReader reader) {
        Map<String, Integer> times = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : reader.poll()) {
            String text = new String(record.value(), StandardCharsets.UTF_8);
            if (text.contains("kill-test-")) {
                times.merge(new String(record.key(), StandardCharsets.UTF_8), 1, Integer::sum);
            }
        }
        return times;
    }
}
