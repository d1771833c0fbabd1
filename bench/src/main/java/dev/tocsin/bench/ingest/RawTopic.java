package dev.tocsin.bench.ingest;

import dev.tocsin.bench.topology.Offsets;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The numbers that are in the raw topic.
 *
 * @param numbers each once
 * @param records how many records there are; more than numbers when some came twice
 */
record RawTopic(BitSet numbers, long records) {

    /** How many records the topic has. */
    static long size(Offsets offsets) throws IOException {
        return offsets.ends(Topics.EVENTS_RAW.name()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Reads the topic from its beginning to its present end. */
    static RawTopic read(String bootstrapServers) throws IOException {
        Map<TopicPartition, Long> ends;
        try (Offsets offsets = new Offsets(bootstrapServers)) {
            ends = offsets.ends(Topics.EVENTS_RAW.name());
        }
        BitSet numbers = new BitSet();
        long records = 0;
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            while (isBehind(consumer, ends)) {
                for (ConsumerRecord<byte[], byte[]> record :
                        consumer.poll(Duration.ofMillis(200))) {
                    numbers.set((int) NumberedEvent.numberOf(record.value()));
                    records++;
                }
            }
        }
        return new RawTopic(numbers, records);
    }

    private static boolean isBehind(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }
}
