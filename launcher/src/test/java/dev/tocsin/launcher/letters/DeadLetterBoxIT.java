package dev.tocsin.launcher.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.TopicSetup;
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
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
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

            int sent = box.replay(filed -> filed.letter().origin().equals("http:2"));

            assertThat(sent).isEqualTo(1);
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

    private static DeadLetter letter(String origin, String stage) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(IngestHeaders.SOURCE, "edge".getBytes(StandardCharsets.UTF_8));
        return new DeadLetter(origin, stage, "Expected JSON", Instant.EPOCH, NOT_TEXT, headers);
    }

    private static void file(EmbeddedKafka kafka, DeadLetter letter) throws Exception {
        try (var producer =
                new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(letter.toRecord()).get();
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
