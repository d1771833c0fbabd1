package dev.tocsin.desk.stream;

import dev.tocsin.topic.Topics;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Whether Kafka answers; asked by one thread. */
final class KafkaProbe implements AutoCloseable {
    private static final TopicPartition ANY = new TopicPartition(Topics.ALERTS.name(), 0);
    private static final Duration WITHIN = Duration.ofSeconds(3);

    private final Consumer<byte[], byte[]> consumer;

    KafkaProbe(StreamConsumers consumers) {
        this.consumer = consumers.create();
        // Without it, the client warns at each answer that nobody reads the partition.
        consumer.assign(Set.of(ANY));
    }

    /** Asks for the end of a partition: that is never answered from memory. */
    boolean answers() {
        try {
            return !consumer.endOffsets(Set.of(ANY), WITHIN).isEmpty();
        } catch (KafkaException _) {
            return false;
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
