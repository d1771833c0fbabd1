package dev.tocsin.bench.topology;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How far a topology has come, from outside. Its offsets in the source are committed in one
 * transaction with what it wrote: a record counts when what came of it can be read.
 */
public final class Offsets implements AutoCloseable {
    /** A machine that is busy, or stands still for a while, is measured all the same. */
    private static final int PATIENCE_MS = 600_000;

    private final Admin admin;
    private final String bootstrapServers;

    public Offsets(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                PATIENCE_MS));
    }

    void createTopic(String name, int partitions) throws IOException {
        await(admin.createTopics(List.of(new NewTopic(name, partitions, (short) -1))).all());
    }

    /** How many source records a group has committed. */
    public long committed(String group, String topic) throws IOException {
        long sum = 0;
        for (Map.Entry<TopicPartition, OffsetAndMetadata> partition :
                await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                        .entrySet()) {
            if (partition.getKey().topic().equals(topic) && partition.getValue() != null) {
                sum += partition.getValue().offset();
            }
        }
        return sum;
    }

    /** The end of each partition of a topic. */
    public Map<TopicPartition, Long> ends(String topic) throws IOException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (TopicDescription described :
                await(admin.describeTopics(List.of(topic)).allTopicNames()).values()) {
            for (TopicPartitionInfo partition : described.partitions()) {
                asked.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest());
            }
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        await(admin.listOffsets(asked).all())
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /** How many records between earlier ends and now can be read as committed. */
    long readable(String topic, Map<TopicPartition, Long> from) throws IOException {
        Map<TopicPartition, Long> to = ends(topic);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                "read_committed"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.assign(from.keySet());
            from.forEach(consumer::seek);
            long count = 0;
            while (isBehind(consumer, to)) {
                count += consumer.poll(Duration.ofMillis(200)).count();
            }
            return count;
        }
    }

    private static boolean isBehind(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        for (Map.Entry<TopicPartition, Long> end : new ArrayList<>(ends.entrySet())) {
            if (consumer.position(end.getKey()) < end.getValue()) {
                return true;
            }
        }
        return false;
    }

    private static <T> T await(KafkaFuture<T> answer) throws IOException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IOException("Expected the broker to answer, but: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while asking the broker", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
