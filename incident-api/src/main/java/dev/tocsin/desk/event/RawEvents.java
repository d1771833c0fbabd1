package dev.tocsin.desk.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.Json;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes that an event came in: its record on the topic of what senders sent, as long as that is
 * kept, then the text that the event keeps of it. Thread-safe.
 */
final class RawEvents {
    /** How long Kafka may take. */
    static final Duration TIME = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(RawEvents.class);

    private final Supplier<Consumer<byte[], byte[]>> readers;

    /**
     * @param readers gives a reader without a group, to be closed
     */
    RawEvents(Supplier<Consumer<byte[], byte[]>> readers) {
        this.readers = readers;
    }

    /** The bytes; null when neither is there. */
    byte @Nullable [] of(JsonNode event) {
        byte[] record = record(event.path("tocsin").path("raw"));
        if (record != null) {
            return record;
        }
        String text = Json.text(event, "event.original");
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private byte @Nullable [] record(JsonNode place) {
        int partition = place.path("partition").asInt(-1);
        long offset = place.path("offset").asLong(-1);
        try {
            return at(place.path("topic").asText(), partition, offset);
        } catch (IOException e) {
            LOG.debug("Expected a record at {}-{}, but: {}", partition, offset, e.toString());
            return null;
        }
    }

    /**
     * The record at a place; null when it is kept no more, or never was. Whatever a document says:
     * no other topic is read.
     *
     * @throws IOException when Kafka does not answer
     */
    byte @Nullable [] at(String topic, int partition, long offset) throws IOException {
        if (!Topics.EVENTS_RAW.name().equals(topic) || partition < 0 || offset < 0) {
            return null;
        }
        try (Consumer<byte[], byte[]> reader = readers.get()) {
            return read(reader, new TopicPartition(topic, partition), offset);
        } catch (KafkaException | IllegalStateException e) {
            throw new IOException(e);
        }
    }

    private static byte @Nullable [] read(
            Consumer<byte[], byte[]> reader, TopicPartition at, long offset) {
        if (reader.partitionsFor(at.topic(), TIME).size() <= at.partition()
                || reader.endOffsets(List.of(at), TIME).getOrDefault(at, 0L) <= offset
                || reader.beginningOffsets(List.of(at), TIME).getOrDefault(at, 0L) > offset) {
            return null;
        }
        reader.assign(List.of(at));
        reader.seek(at, offset);
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(TIME).records(at)) {
            if (record.offset() == offset) {
                return record.value();
            }
        }
        if (reader.position(at, TIME) <= offset) {
            // It was not there in time, which does not say that it is not there.
            throw new TimeoutException("No answer within " + TIME);
        }
        return null;
    }
}
