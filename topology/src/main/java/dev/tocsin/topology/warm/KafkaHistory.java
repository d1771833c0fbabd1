package dev.tocsin.topology.warm;

import dev.tocsin.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The raw topic itself, as long as its retention reaches. Never a member of a consumer group. */
public final class KafkaHistory implements History {
    /** A task waits so long for records at most, and then goes on with its work. */
    private static final Duration PATIENCE = Duration.ofMillis(20);

    /** The stream's thread asks: it must not stand still for a minute when a broker is away. */
    private static final int ANSWER_WITHIN_MS = 5_000;

    private final Consumer<byte[], byte[]> consumer;

    /**
     * @param clientConfig how to reach the broker
     * @param applicationId whose committed offsets are asked for
     */
    public KafkaHistory(Map<String, Object> clientConfig, String applicationId) {
        Map<String, Object> settings = new HashMap<>(clientConfig);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, applicationId);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MS);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MS);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        this.consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public long offsetAt(int partition, long timeMs) {
        TopicPartition raw = raw(partition);
        OffsetAndTimestamp found =
                consumer.offsetsForTimes(Map.of(raw, Math.max(0, timeMs))).get(raw);
        return found == null
                ? consumer.endOffsets(Set.of(raw)).getOrDefault(raw, 0L)
                : found.offset();
    }

    @Override
    public long committed(int partition) {
        TopicPartition raw = raw(partition);
        OffsetAndMetadata committed = consumer.committed(Set.of(raw)).get(raw);
        return committed == null ? 0 : committed.offset();
    }

    @Override
    public Slice read(int partition, long from, int most) {
        TopicPartition raw = raw(partition);
        if (!consumer.assignment().contains(raw)) {
            consumer.assign(Set.of(raw));
            consumer.seek(raw, from);
        } else if (consumer.position(raw) != from) {
            consumer.seek(raw, from);
        }
        List<ConsumerRecord<byte[], byte[]>> records = consumer.poll(PATIENCE).records(raw);
        if (records.size() <= most) {
            return new Slice(records, consumer.position(raw));
        }
        List<ConsumerRecord<byte[], byte[]>> first = List.copyOf(records.subList(0, most));
        return new Slice(first, first.getLast().offset() + 1);
    }

    private static TopicPartition raw(int partition) {
        return new TopicPartition(Topics.EVENTS_RAW.name(), partition);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
