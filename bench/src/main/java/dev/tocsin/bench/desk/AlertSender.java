package dev.tocsin.bench.desk;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.AlertJson;
import dev.tocsin.json.Json;
import dev.tocsin.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes alerts to their topic. One that Kafka does not take is missed by whoever counts them. */
final class AlertSender implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;

    AlertSender(String bootstrapServers) {
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "0"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    void send(Alert alert) {
        var _ =
                producer.send(
                        new ProducerRecord<>(
                                Topics.ALERTS.name(),
                                alert.id().getBytes(StandardCharsets.UTF_8),
                                Json.bytes(AlertJson.write(alert))));
    }

    @Override
    public void close() {
        producer.close();
    }
}
