package dev.tocsin.bench.ingest;

import dev.tocsin.bench.topology.Offsets;
import dev.tocsin.launcher.client.WholeTopic;
import dev.tocsin.topic.KafkaAccess;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.util.BitSet;
import java.util.concurrent.atomic.LongAdder;

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
    static RawTopic read(String bootstrapServers) {
        BitSet numbers = new BitSet();
        LongAdder records = new LongAdder();
        WholeTopic.read(
                KafkaAccess.of(bootstrapServers),
                Topics.EVENTS_RAW.name(),
                record -> {
                    numbers.set((int) NumberedEvent.numberOf(record.value()));
                    records.increment();
                });
        return new RawTopic(numbers, records.sum());
    }
}
