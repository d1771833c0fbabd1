package dev.tocsin.launcher.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.TopicSetup;
import dev.tocsin.launcher.letters.DeadLetterBox.Filed;
import dev.tocsin.launcher.letters.DeadLetterBox.Replayed;
import dev.tocsin.testkit.TopicReader;
import dev.tocsin.topic.DeadLetter;
import dev.tocsin.topic.IngestHeaders;
import dev.tocsin.topic.KafkaAccess;
import dev.tocsin.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLetterBoxIT {
    private static final byte[] NOT_TEXT = {(byte) 0xff, 0, 1, '{'};
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void replaysTheBytesOfAnEventToTheStartOfThePipeline(@TempDir Path directory) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            TopicSetup.create(kafka.bootstrapServers());
            file(kafka, letter("http:1", "bridge-http"));
            file(kafka, letter("http:2", "bridge-http"));
            DeadLetterBox box = new DeadLetterBox(KafkaAccess.of(kafka.bootstrapServers()));

            Replayed replayed = box.replay(filed -> filed.letter().origin().equals("http:2"));

            assertThat(replayed).isEqualTo(new Replayed(1, List.of()));
            assertThat(box.list()).hasSize(2);
            ConsumerRecord<byte[], byte[]> again = only(kafka, Topics.EVENTS_RAW.name());
            assertThat(again.value()).isEqualTo(NOT_TEXT);
            assertThat(IngestHeaders.text(again.headers(), IngestHeaders.SOURCE)).isEqualTo("edge");
            assertThat(IngestHeaders.text(again.headers(), IngestHeaders.IDEMPOTENCY_KEY))
                    .isEqualTo("dead-letter-0-1");
        }
    }

    @Test
    void replaysALetterOfTheSinkToTheTopicThatItCameFrom(@TempDir Path directory) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            TopicSetup.create(kafka.bootstrapServers());
            file(kafka, letter(Topics.EVENTS.name() + "-1-42", "connect"));

            new DeadLetterBox(KafkaAccess.of(kafka.bootstrapServers())).replay(_ -> true);

            assertThat(only(kafka, Topics.EVENTS.name()).value()).isEqualTo(NOT_TEXT);
        }
    }

    @Test
    void aLetterOfSeveralRecordsIsOneAndIsLeftOutWhereNoRecordHoldsIt(@TempDir Path directory)
            throws Exception {
        byte[] large = new byte[2_000_000];
        new Random(1).nextBytes(large);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            TopicSetup.create(kafka.bootstrapServers());
            List<ProducerRecord<byte[], byte[]>> parts =
                    letter("amqp:1", "bridge-rabbit", large).toRecords(512 << 10);
            file(kafka, parts.subList(0, 2)); // its sender failed, and came again
            file(kafka, parts);
            file(kafka, List.of(letter("http:2", "bridge-http", NOT_TEXT).toRecord()));
            DeadLetterBox box = new DeadLetterBox(KafkaAccess.of(kafka.bootstrapServers()));

            List<Filed> letters = box.list();

            assertThat(letters).extracting(Filed::id).containsExactly("0-0", "0-1", "0-2", "0-6");
            assertThat(letters.getFirst().letter().reason())
                    .endsWith("only a part of it, of 4, is here");
            assertThat(letters.get(2).letter().bytes()).isEqualTo(large);
            assertThat(letters.get(2).letter().reason()).isEqualTo("Expected JSON");
            assertThat(box.replay(filed -> List.of("0-2", "0-6").contains(filed.id())))
                    .isEqualTo(new Replayed(1, List.of("0-2")));
        }
    }

    private static DeadLetter letter(String origin, String stage) {
        return letter(origin, stage, NOT_TEXT);
    }

    private static DeadLetter letter(String origin, String stage, byte[] bytes) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(IngestHeaders.SOURCE, "edge".getBytes(StandardCharsets.UTF_8));
        return new DeadLetter(origin, stage, "Expected JSON", Instant.EPOCH, bytes, headers);
    }

    private static void file(EmbeddedKafka kafka, DeadLetter letter) throws Exception {
        file(kafka, List.of(letter.toRecord()));
    }

    private static void file(EmbeddedKafka kafka, List<ProducerRecord<byte[], byte[]>> records)
            throws Exception {
        try (var producer =
                new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (ProducerRecord<byte[], byte[]> record : records) {
                producer.send(record).get();
            }
        }
    }

    private static ConsumerRecord<byte[], byte[]> only(EmbeddedKafka kafka, String topic) {
        try (TopicReader reader = new TopicReader(kafka.bootstrapServers(), topic)) {
            List<ConsumerRecord<byte[], byte[]>> records =
                    await().atMost(SOON).until(reader::poll, all -> !all.isEmpty());
            assertThat(records).hasSize(1);
            return records.getFirst();
        }
    }
}
