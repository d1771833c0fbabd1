package dev.tocsin.launcher.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tocsin.alert.Alert;
import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.TopicSetup;
import dev.tocsin.launcher.backtest.Replay.Replayed;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.compile.RuleCompiler;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.rules.source.RuleFile;
import dev.tocsin.topic.KafkaAccess;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicReplayIT {
    private static final Instant BEGIN = Instant.parse("2026-03-01T09:00:00Z");

    @TempDir Path directory;
    private EmbeddedKafka kafka;
    private KafkaProducer<byte[], byte[]> producer;

    @BeforeEach
    void start() throws IOException {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        TopicSetup.create(kafka.bootstrapServers());
        producer = producer();
        producer.initTransactions();
    }

    @AfterEach
    void stop() {
        producer.close();
        kafka.close();
    }

    @Test
    void committedEventsOfAllPartitionsComeInTheOrderOfArrival() throws Exception {
        producer.beginTransaction();
        for (int i = 0; i < 30; i++) {
            send(i % 3, "e%02d".formatted(i), i, "alice");
        }
        commit();
        producer.beginTransaction();
        send(0, "aborted", 31, "alice");
        producer.flush();
        producer.abortTransaction();
        awaitMarkers();

        assertThat(ids(Span.ALL))
                .hasSize(30)
                .isSorted()
                .startsWith("e00", "e01", "e02")
                .endsWith("e29");
        assertThat(ids(span(10, 12))).containsExactly("e10", "e11", "e12");
        assertThat(groups()).isEmpty();
    }

    @Test
    void whatComesAfterTheStartIsLeftOut() throws Exception {
        producer.beginTransaction();
        send(0, "before", 1, "alice");
        commit();
        List<String> ids = new ArrayList<>();
        try (TopicReplay replay =
                TopicReplay.open(KafkaAccess.of(kafka.bootstrapServers()), Span.ALL)) {
            producer.beginTransaction();
            send(1, "after", 2, "alice");
            commit();
            for (Replayed next = replay.next(); next != null; next = replay.next()) {
                ids.add(next.ref().id());
            }
        }

        assertThat(ids).containsExactly("before");
    }

    @Test
    void aBacktestFindsWhatLiesInAllPartitions() throws Exception {
        producer.beginTransaction();
        // Partition 0 is hours ahead of the others: read one after the other, they were too late.
        send(0, "far", 5 * 3_600, "alice");
        send(1, "a", 1, "alice");
        send(2, "b", 2, "alice");
        send(0, "farther", 5 * 3_600 + 1, "alice");
        commit();
        List<Alert> alerts = new ArrayList<>();
        Backtest.Side side = new Backtest.Side(rules(), Long.MAX_VALUE, alerts::add);
        try (TopicReplay replay =
                TopicReplay.open(KafkaAccess.of(kafka.bootstrapServers()), Span.ALL)) {
            new Backtest(List.of(side)).run(replay, (_, _) -> {});
        }

        assertThat(side.tooLate()).isZero();
        assertThat(alerts).extracting(Alert::firstMs).contains(at(1), at(5 * 3_600));
        assertThat(side.tooLate()).isZero();
    }

    @Test
    void saysThatThereIsNoBroker() {
        kafka.close();

        assertThatThrownBy(
                        () -> TopicReplay.open(KafkaAccess.of(kafka.bootstrapServers()), Span.ALL))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Expected the topic tocsin.events.v1 at 127.0.0.1:");
    }

    private List<String> ids(Span span) throws IOException {
        List<String> ids = new ArrayList<>();
        try (TopicReplay replay =
                TopicReplay.open(KafkaAccess.of(kafka.bootstrapServers()), span)) {
            for (Replayed next = replay.next(); next != null; next = replay.next()) {
                ids.add(next.ref().id());
            }
        }
        return ids;
    }

    private List<String> groups() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            return admin.listGroups().all().get().stream().map(group -> group.groupId()).toList();
        }
    }

    private static Span span(int fromSecond, int toSecond) {
        return new Span(at(fromSecond), at(toSecond));
    }

    private static long at(int second) {
        return BEGIN.plusSeconds(second).toEpochMilli();
    }

    private void send(int partition, String id, int second, String user) throws Exception {
        String event =
                """
                {"@timestamp":"%s","event":{"id":"%s"},"user":{"name":"%s"}}
                """
                        .formatted(BEGIN.plusSeconds(second), id, user);
        producer.send(
                        new ProducerRecord<>(
                                Topics.EVENTS.name(),
                                partition,
                                at(second),
                                id.getBytes(StandardCharsets.UTF_8),
                                event.getBytes(StandardCharsets.UTF_8)))
                .get();
    }

    private void commit() {
        producer.commitTransaction();
        awaitMarkers();
    }

    /** A transaction has ended for readers when its markers are written, a little later. */
    private void awaitMarkers() {
        await().untilAsserted(
                        () ->
                                assertThat(ends("read_committed"))
                                        .isEqualTo(ends("read_uncommitted")));
    }

    private Map<TopicPartition, Long> ends(String isolation) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                kafka.bootstrapServers(),
                                "isolation.level",
                                isolation),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            return consumer.endOffsets(
                    consumer.partitionsFor(Topics.EVENTS.name()).stream()
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList());
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "test"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static RuleSet rules() {
        String text =
                """
                title: Seen
                name: seen
                logsource: {product: any}
                detection: {s: {user.name: alice}, condition: s}
                ---
                title: Twice
                name: twice
                correlation:
                    type: event_count
                    rules: seen
                    group-by: user.name
                    timespan: 1m
                    condition: {gte: 2}
                """;
        return RuleCompiler.compile(List.of(new RuleFile("r.yml", text)), Placeholders.none())
                .rules();
    }
}
