package dev.tocsin.bridge.rabbit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.tocsin.bridge.Door;
import dev.tocsin.bridge.Totals;
import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.TopicSetup;
import dev.tocsin.testkit.TopicReader;
import dev.tocsin.topic.DeadLetter;
import dev.tocsin.topic.IngestHeaders;
import dev.tocsin.topic.Topic;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What holds of the AMQP door over every server; each server is a subclass. */
@Timeout(240)
abstract class RabbitConsumerContract {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Door DOOR = new Door("rabbitmq", "amqp");

    @TempDir Path kafkaDirectory;
    @TempDir Path amqpDirectory;
    private EmbeddedKafka kafka;
    private AmqpDoor amqp;
    private RabbitConsumer consumer;

    abstract AmqpDoor startAmqp(Path directory) throws IOException;

    @BeforeEach
    void start() throws Exception {
        amqp = startAmqp(amqpDirectory);
        kafka = EmbeddedKafka.start(kafkaDirectory, 0);
        TopicSetup.create(kafka.bootstrapServers());
        consumer = startConsumer();
        await().atMost(SOON).until(consumer::healthy);
    }

    @AfterEach
    void stop() {
        if (consumer != null) {
            consumer.close();
        }
        if (kafka != null) {
            kafka.close();
        }
        if (amqp != null) {
            amqp.close();
        }
    }

    @Test
    void takesObjectsArraysAndLinesAndKeepsWhatIsMalformed() throws Exception {
        try (AmqpSender sender = new AmqpSender(amqp.uri())) {
            sender.send("{\"MESSAGE\" : \"one\"}", new BasicProperties.Builder().messageId("m-1"))
                    .send("[{\"a\":1},{\"a\":2}]", new BasicProperties.Builder().messageId("m-2"))
                    .send("not json at all")
                    .send("{\"b\":1}\n{\"b\":")
                    .confirm();

            List<ConsumerRecord<byte[], byte[]>> events = read(Topics.EVENTS_RAW, 4);
            assertThat(events)
                    .extracting(RabbitConsumerContract::text)
                    .containsExactlyInAnyOrder(
                            "{\"MESSAGE\" : \"one\"}", "{\"a\":1}", "{\"a\":2}", "{\"b\":1}");
            assertThat(events)
                    .extracting(r -> IngestHeaders.text(r.headers(), IngestHeaders.IDEMPOTENCY_KEY))
                    .containsExactlyInAnyOrder("m-1", "m-2-0", "m-2-1", null);
            assertThat(read(Topics.DEAD_LETTERS, 2))
                    .extracting(DeadLetter::from)
                    .allSatisfy(
                            letter -> {
                                assertThat(letter.stage()).isEqualTo("bridge-rabbit");
                                assertThat(letter.origin()).startsWith("amqp:");
                                assertThat(letter.reason()).startsWith("Expected ");
                            })
                    .extracting(letter -> new String(letter.bytes(), UTF_8))
                    .containsExactly("not json at all", "{\"b\":");
            assertDrained(sender);
        }
    }

    @Test
    void keepsWhatNoRecordAndNoLimitHoldsInPartsOfADeadLetter() throws Exception {
        consumer.close();
        consumer = startConsumer(Map.of("TOCSIN_INGEST_MAX_BODY_BYTES", "3000000"));
        String large = "{\"a\":\"%s\"}".formatted("x".repeat(2_000_000));
        String beyond = "y".repeat(3_500_000);
        try (AmqpSender sender = new AmqpSender(amqp.uri())) {
            sender.send(large, new BasicProperties.Builder().messageId("m-1"))
                    .send(beyond, new BasicProperties.Builder().messageId("m-2"))
                    .send("{\"b\":1}")
                    .confirm();

            assertThat(read(Topics.EVENTS_RAW, 1))
                    .extracting(RabbitConsumerContract::text)
                    .containsExactly("{\"b\":1}");
            Map<String, String> kept = new HashMap<>();
            for (ConsumerRecord<byte[], byte[]> part : read(Topics.DEAD_LETTERS, 4 + 7)) {
                kept.merge(DeadLetter.from(part).origin(), text(part), String::concat);
            }
            assertThat(kept).isEqualTo(Map.of("amqp:m-1", large, "amqp:m-2", beyond));
            assertDrained(sender);
        }
    }

    @Test
    void takesEachOfManyMessagesOnce() throws Exception {
        int messages = 5_000;
        try (AmqpSender sender = new AmqpSender(amqp.uri())) {
            sender.sendNumbered(0, messages).confirm();

            assertThat(numbers(read(Topics.EVENTS_RAW, messages)))
                    .containsExactlyInAnyOrderElementsOf(numbers(0, messages));
            assertDrained(sender);
        }
    }

    @Test
    void losesNothingWhenTheServerGoesAwayAndComesBack() throws Exception {
        try (AmqpSender sender = new AmqpSender(amqp.uri())) {
            sender.sendNumbered(0, 5_000).confirm();
        }
        amqp.restart();
        try (AmqpSender sender = new AmqpSender(amqp.uri())) {
            sender.sendNumbered(5_000, 6_000).confirm();

            awaitAll(6_000);
            assertDrained(sender);
        }
        assertThat(consumer.healthy()).isTrue();
    }

    @Test
    void leavesMessagesInTheQueueWhileKafkaIsAway() throws Exception {
        int port = port(kafka.bootstrapServers());
        try (AmqpSender sender = new AmqpSender(amqp.uri())) {
            sender.sendNumbered(0, 1_000).confirm();
            awaitAll(1_000);

            kafka.close();
            sender.sendNumbered(1_000, 4_000).confirm();
            await().atMost(SOON).until(() -> sender.waiting() == 3_000);
            assertThat(consumer.healthy()).isFalse();
            assertThat(get("/readyz")).isEqualTo("200 ready\n");
            assertThat(get("/metrics")).contains("tocsin_ingest_kafka_up 0\n");

            kafka = EmbeddedKafka.start(kafkaDirectory, port);
            awaitAll(4_000);
            assertDrained(sender);
        }
    }

    @Test
    void settlesWhatIsUnderWayWhenItIsClosed() throws Exception {
        try (AmqpSender sender = new AmqpSender(amqp.uri())) {
            sender.sendNumbered(0, 10_000).confirm();
            consumer.close();
            consumer = startConsumer();

            assertThat(numbers(read(Topics.EVENTS_RAW, 10_000)))
                    .containsExactlyInAnyOrderElementsOf(numbers(0, 10_000));
            assertDrained(sender);
        }
    }

    @Test
    void keepsTheOrderOfEachSenderOverSeveralQueues() throws Exception {
        consumer.close();
        consumer =
                startConsumer(
                        Map.of(
                                "TOCSIN_RABBIT_QUEUES",
                                "eventtask=eventtask/eventtask,syslog=amq.topic/syslog.#",
                                "TOCSIN_RABBIT_ORDERING_KEY",
                                "header:host"));
        await().atMost(SOON).until(consumer::healthy);
        try (AmqpSender sender = new AmqpSender(amqp.uri())) {
            for (int i = 0; i < 600; i++) {
                BasicProperties.Builder from =
                        new BasicProperties.Builder().headers(Map.of("host", "h" + i % 3));
                // As syslog-ng sends it: nobody waits for a confirmation.
                String body = "{\"HOST\":\"h%d\",\"MESSAGE\":\"%d\"}".formatted(i % 3, i);
                if (i % 3 == 0) {
                    sender.send("amq.topic", "syslog.auth", body, from);
                } else {
                    sender.send(body, from);
                }
            }
        }

        List<ConsumerRecord<byte[], byte[]>> events = read(Topics.EVENTS_RAW, 600);
        for (int host = 0; host < 3; host++) {
            String key = "h" + host;
            List<ConsumerRecord<byte[], byte[]>> own =
                    events.stream().filter(r -> new String(r.key(), UTF_8).equals(key)).toList();
            assertThat(own)
                    .extracting(ConsumerRecord::partition)
                    .containsOnly(own.getFirst().partition());
            assertThat(own).extracting(ConsumerRecord::offset).isSorted();
            assertThat(own)
                    .extracting(r -> Integer.valueOf(text(r).replaceAll("^.*:\"(\\d+)\"}$", "$1")))
                    .hasSize(200)
                    .isSorted();
        }
    }

    @Test
    void showsHealthAndCounters() throws Exception {
        assertThat(get("/readyz")).isEqualTo("200 ready\n");
        assertThat(get("/healthz")).isEqualTo("200 ok\n");
        assertThat(get("/metrics")).contains("tocsin_ingest_in_flight_bytes 0");
    }

    private RabbitConsumer startConsumer() throws IOException {
        return startConsumer(Map.of());
    }

    private RabbitConsumer startConsumer(Map<String, String> more) throws IOException {
        Map<String, String> env = new HashMap<>(more);
        env.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        env.put("RABBITMQ_URI", amqp.uri());
        env.put("TOCSIN_RABBIT_OPS_PORT", "0");
        env.put("TOCSIN_INGEST_DELIVERY_TIMEOUT_MS", "3000");
        return RabbitConsumer.start(RabbitConfig.from(env));
    }

    /** Nothing waits, nothing is unsettled, and the counters add up. */
    private void assertDrained(AmqpSender sender) throws Exception {
        await().atMost(SOON)
                .untilAsserted(
                        () -> {
                            Totals totals = consumer.metrics().totals(DOOR);
                            assertThat(totals.settled()).isEqualTo(totals.received());
                        });
        consumer.close();
        assertThat(sender.waiting()).isZero();
        consumer = startConsumer();
        await().atMost(SOON).until(consumer::healthy);
    }

    /** Waits until each number is in the raw topic; more than once is allowed. */
    private void awaitAll(int messages) {
        Set<Integer> missing = new HashSet<>(numbers(0, messages));
        try (TopicReader reader =
                new TopicReader(kafka.bootstrapServers(), Topics.EVENTS_RAW.name())) {
            await().atMost(SOON)
                    .untilAsserted(
                            () -> {
                                List<ConsumerRecord<byte[], byte[]>> records = reader.poll();
                                missing.removeAll(new HashSet<>(numbers(records)));
                                assertThat(missing).as(() -> found(records)).isEmpty();
                            });
        }
    }

    private String found(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<Integer, Long> perPartition =
                records.stream()
                        .collect(
                                Collectors.groupingBy(
                                        ConsumerRecord::partition, Collectors.counting()));
        return "counters %s, records per partition %s"
                .formatted(consumer.metrics().totals(DOOR), perPartition);
    }

    /** Waits for so many records, and for no more coming right after. */
    private List<ConsumerRecord<byte[], byte[]>> read(Topic topic, int count) {
        try (TopicReader reader = new TopicReader(kafka.bootstrapServers(), topic.name())) {
            await().atMost(SOON).until(() -> reader.poll().size() >= count);
            return reader.poll();
        }
    }

    private String get(String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + consumer.port() + path);
            var answer = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        }
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private static List<Integer> numbers(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(r -> Integer.valueOf(text(r).replaceAll("\\D", ""))).toList();
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), UTF_8);
    }

    static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }
}
