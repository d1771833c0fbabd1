package dev.tocsin.desk;

import dev.tocsin.topic.DeadLetter;
import dev.tocsin.topic.KafkaAccess;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The Kafka clients of the API and their settings. */
final class KafkaClients {
    /** The group whose members bring alerts into the store. */
    static final String GROUP = "tocsin-incident-api";

    private static final String STREAM_WAIT_MS = "250";
    private static final int DELIVERY_MS = 30_000;

    private final KafkaAccess kafka;

    KafkaClients(KafkaAccess kafka) {
        this.kafka = kafka;
    }

    /** The group's reader: commits only by hand, begins with the oldest record. */
    Consumer<byte[], byte[]> ingest() {
        Map<String, Object> settings = reader();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A reader without a group, that is told at once of what is new. */
    Consumer<byte[], byte[]> stream() {
        Map<String, Object> settings = reader();
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, STREAM_WAIT_MS);
        return new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A producer that loses nothing that it has acknowledged. */
    Producer<byte[], byte[]> producer() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, DELIVERY_MS / 2);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MS);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, DELIVERY_MS / 2);
        return new KafkaProducer<>(
                kafka.with(settings), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Sends a dead letter and waits for Kafka's acknowledgement. */
    static void send(Producer<byte[], byte[]> producer, DeadLetter letter)
            throws InterruptedException {
        try {
            producer.send(letter.toRecord()).get();
        } catch (ExecutionException e) {
            throw new KafkaException("Expected Kafka to take a dead letter", e);
        }
    }

    private Map<String, Object> reader() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return kafka.with(settings);
    }
}
