package dev.tocsin.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
    @Test
    void keepsTopicsAndRecordsAcrossARestart(@TempDir Path directory) throws Exception {
        byte[] sent = "kept".getBytes(StandardCharsets.UTF_8);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            assertThat(TopicSetup.create(kafka.bootstrapServers())).hasSize(Topics.all().size());
            try (var producer =
                    new KafkaProducer<>(
                            Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                            new ByteArraySerializer(),
                            new ByteArraySerializer())) {
                producer.send(new ProducerRecord<>(Topics.RULES.name(), sent, sent)).get();
            }
        }

        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            assertThat(TopicSetup.create(kafka.bootstrapServers())).isEmpty();
            assertThat(first(kafka)).isEqualTo(sent);
        }
    }

    private static byte[] first(EmbeddedKafka kafka) {
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            TopicPartition rules = new TopicPartition(Topics.RULES.name(), 0);
            consumer.assign(List.of(rules));
            consumer.seekToBeginning(List.of(rules));
            return consumer.poll(Duration.ofSeconds(20)).iterator().next().value();
        }
    }
}
