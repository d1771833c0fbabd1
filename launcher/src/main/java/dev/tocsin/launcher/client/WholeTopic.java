package dev.tocsin.launcher.client;

import dev.tocsin.topic.KafkaAccess;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a topic holds when this is made, without a consumer group: every committed record, each
 * partition's in its order. What comes later is left out.
 */
public final class WholeTopic implements Iterator<ConsumerRecord<byte[], byte[]>>, AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends;
    private Iterator<ConsumerRecord<byte[], byte[]>> polled = Collections.emptyIterator();

    /**
     * @throws KafkaException when the brokers do not say what there is
     */
    public WholeTopic(KafkaAccess kafka, String topic) {
        consumer =
                new KafkaConsumer<>(
                        kafka.with(Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        try {
            ends = begin(topic);
        } catch (KafkaException e) {
            consumer.close();
            throw e;
        }
    }

    private Map<TopicPartition, Long> begin(String topic) {
        List<TopicPartition> partitions =
                consumer.partitionsFor(topic).stream()
                        .map(p -> new TopicPartition(p.topic(), p.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer.endOffsets(partitions);
    }

    /** Gives every record. */
    public static void read(
            KafkaAccess kafka, String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        try (WholeTopic whole = new WholeTopic(kafka, topic)) {
            whole.forEachRemaining(each);
        }
    }

    @Override
    public boolean hasNext() {
        while (!polled.hasNext() && !isAtEnd()) {
            polled = consumer.poll(POLL).iterator();
        }
        return polled.hasNext();
    }

    @Override
    public ConsumerRecord<byte[], byte[]> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("Expected a record, but found the end of the topic");
        }
        return polled.next();
    }

    private boolean isAtEnd() {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
