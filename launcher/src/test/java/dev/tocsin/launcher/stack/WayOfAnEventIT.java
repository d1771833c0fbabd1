package dev.tocsin.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import dev.tocsin.bridge.rabbit.RabbitConfig;
import dev.tocsin.bridge.rabbit.RabbitConsumer;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.client.AlertStream;
import dev.tocsin.launcher.client.AmqpSender;
import dev.tocsin.launcher.demo.Demo;
import dev.tocsin.launcher.letters.DeadLetterBox;
import dev.tocsin.testkit.RabbitServer;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One event, from either door to the index, the alert, the stream, the desk and the store. */
@OnStack
class WayOfAnEventIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void eventsOfBothDoorsMakeOneAlertThatIsEverywhere(Stack stack) throws Exception {
        Instant now = Instant.now();
        String address = "198.51.100.21";
        Queue<AlertStream.Message> seen = new ConcurrentLinkedQueue<>();
        try (AlertStream _ = stack.stream(seen::add);
                AmqpSender amqp = stack.amqp()) {
            List<ObjectNode> byHttp = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                byHttp.add(Senders.failedLogin(now.minusSeconds(10 - i), "root", address));
                amqp.send(
                        Json.bytes(Senders.failedLogin(now.minusSeconds(5 - i), "root", address)),
                        "way-amqp-" + i);
            }
            amqp.confirm();
            assertThat(stack.http().send(Senders.lines(byHttp), "way-http").accepted())
                    .isEqualTo(3);

            await().atMost(SOON).until(() -> stack.indexedEvents("way-") == 6);
            await().atMost(SOON)
                    .until(
                            () ->
                                    seen.stream()
                                            .anyMatch(m -> isAlert(m, "ssh-brute-force", address)));
        }

        JsonNode alert = bruteForce(stack, address);
        String id = alert.path("event").path("id").asText();
        await().atMost(SOON)
                .until(
                        () ->
                                stack.indexedAlerts("ssh-brute-force", "source.ip", address).size()
                                        == 1);
        assertThat(
                        stack.indexedAlerts("ssh-brute-force", "source.ip", address)
                                .get(0)
                                .path("_id")
                                .asText())
                .isEqualTo(id);

        ObjectNode incident = Json.object();
        incident.put("title", "Guessing at bastion-1").putArray("alert_ids").add(id);
        JsonNode made = stack.desk().send("POST", "/api/v1/incidents", incident, Map.of()).ok();
        try (MongoClient store = MongoClients.create(stack.settings().mongo())) {
            assertThat(
                            store.getDatabase("tocsin")
                                    .getCollection("incidents")
                                    .countDocuments(Filters.eq("_id", made.path("id").asText())))
                    .isEqualTo(1);
        }
    }

    @Test
    void debiansRabbitIsADoorToo(Stack stack, @TempDir Path directory) throws Exception {
        assumeThat(RabbitServer.installed()).as("rabbitmq-server is installed").isTrue();
        Instant now = Instant.now();
        String address = "198.51.100.22";
        Map<String, String> env = new HashMap<>(stack.settings().childEnv());
        try (RabbitServer rabbit = RabbitServer.start(directory)) {
            env.put("RABBITMQ_URI", rabbit.uri());
            env.put("TOCSIN_RABBIT_OPS_PORT", "0");
            try (RabbitConsumer consumer = RabbitConsumer.start(RabbitConfig.from(env));
                    AmqpSender amqp = new AmqpSender(rabbit.uri())) {
                await().atMost(SOON).until(consumer::healthy);
                for (int i = 0; i < 6; i++) {
                    amqp.send(
                            Json.bytes(
                                    Senders.failedLogin(now.minusSeconds(6 - i), "root", address)),
                            "rabbit-" + i);
                }
                amqp.confirm();

                await().atMost(SOON).until(() -> stack.indexedEvents("rabbit-") == 6);
                await().atMost(SOON)
                        .until(
                                () ->
                                        stack.indexedAlerts("ssh-brute-force", "source.ip", address)
                                                        .size()
                                                == 1);
            }
        }
    }

    @Test
    void aMalformedEventIsExplainedAndKeptAndThePipelineGoesOn(Stack stack) throws Exception {
        byte[] broken = "{\"summary\": \"no end".getBytes(StandardCharsets.UTF_8);

        assertThat(stack.http().send(broken, "malformed").rejected()).isEqualTo(1);

        var box = new DeadLetterBox(stack.settings().kafkaAccess());
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(box.list())
                                        .anySatisfy(
                                                filed -> {
                                                    assertThat(filed.letter().bytes())
                                                            .isEqualTo(broken);
                                                    assertThat(filed.letter().stage())
                                                            .isEqualTo("bridge-http");
                                                    assertThat(filed.letter().reason())
                                                            .startsWith("Expected");
                                                }));
        stack.http().send("{\"summary\":\"goes on\"}".getBytes(StandardCharsets.UTF_8), "goes-on");
        await().atMost(SOON).until(() -> stack.indexedEvents("goes-on") == 1);
    }

    @Test
    void theDemonstrationEndsWithAnIncident(Stack stack) throws Exception {
        Demo demo =
                new Demo(
                        stack.settings(),
                        Instant.now(),
                        new PrintStream(
                                OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));

        Demo.Outcome outcome = demo.play();

        assertThat(outcome.indexed()).isEqualTo(outcome.events());
        assertThat(outcome.rules()).hasSizeGreaterThanOrEqualTo(6);
        assertThat(outcome.incident()).startsWith("INC-");
    }

    private static JsonNode bruteForce(Stack stack, String address) throws Exception {
        JsonNode items =
                stack.desk()
                        .get("/api/v1/alerts?rule=ssh-brute-force&limit=100")
                        .ok()
                        .path("items");
        for (JsonNode item : items) {
            if (item.toString().contains(address)) {
                return item;
            }
        }
        throw new AssertionError("Expected an alert of " + address + ", but found " + items);
    }

    private static boolean isAlert(AlertStream.Message message, String rule, String text) {
        return message.type().equals("alert")
                && message.data().path("rule").path("id").asText().equals(rule)
                && message.data().toString().contains(text);
    }
}
