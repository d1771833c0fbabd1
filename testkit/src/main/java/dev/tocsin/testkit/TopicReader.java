package dev.tocsin.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a whole topic, committed records only, without a group. Each call of {@link #poll} adds to
 * what was read before; {@link #next} keeps nothing.
 */
public final class TopicReader implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

    /** From its beginning. */
    public TopicReader(String bootstrapServers, String topic) {
        this(bootstrapServers, topic, Consumer::seekToBeginning);
    }

    private TopicReader(
            String bootstrapServers,
            String topic,
            BiConsumer<Consumer<?, ?>, List<TopicPartition>> seek) {
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "isolation.level",
                                "read_committed"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                consumer.partitionsFor(topic).stream()
                        .map(p -> new TopicPartition(topic, p.partition()))
                        .toList();
        consumer.assign(partitions);
        seek.accept(consumer, partitions);
    }

    /** Of what comes from now on. */
    public static TopicReader ofNew(String bootstrapServers, String topic) {
        return new TopicReader(
                bootstrapServers,
                topic,
                (consumer, partitions) -> {
                    consumer.seekToEnd(partitions);
                    partitions.forEach(consumer::position);
                });
    }

    /** All records that were read so far, after one more look of at most 200 ms. */
    public List<ConsumerRecord<byte[], byte[]>> poll() {
        next().forEach(records::add);
        return List.copyOf(records);
    }

    /** What one look of at most 200 ms finds, for topics of which nobody wants to keep all. */
    public Iterable<ConsumerRecord<byte[], byte[]>> next() {
        return consumer.poll(Duration.ofMillis(200));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
