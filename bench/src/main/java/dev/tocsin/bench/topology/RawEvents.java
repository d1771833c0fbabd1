package dev.tocsin.bench.topology;

import dev.tocsin.topic.IngestHeaders;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Fills the raw topic as the bridges do: the sender's bytes, with what the door knows. */
final class RawEvents {
    private final List<byte[]> events;
    private final boolean withIds;

    /**
     * @param laneEvents are sent over and over
     * @param withIds whether senders give each event an id
     */
    RawEvents(List<byte[]> laneEvents, boolean withIds) throws IOException {
        this.events = new ArrayList<>(laneEvents.size());
        this.withIds = withIds;
        for (byte[] event : laneEvents) {
            events.add(SentForm.of(event));
        }
    }

    /**
     * Writes so many events; returns when all are durable.
     *
     * @throws IOException when the broker does not take one
     */
    void write(String bootstrapServers, int count) throws IOException {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        settings(bootstrapServers),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                sent.add(producer.send(record(i)));
            }
            producer.flush();
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("Expected the broker to take all, but: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while writing events", e);
        }
    }

    private static Map<String, Object> settings(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.BATCH_SIZE_CONFIG,
                64 << 10,
                ProducerConfig.LINGER_MS_CONFIG,
                2);
    }

    private ProducerRecord<byte[], byte[]> record(int number) {
        String id = withIds ? "bench-" + number : null;
        ProducerRecord<byte[], byte[]> raw =
                new ProducerRecord<>(
                        Topics.EVENTS_RAW.name(),
                        id == null ? null : id.getBytes(StandardCharsets.UTF_8),
                        events.get(number % events.size()));
        header(raw, IngestHeaders.SOURCE, "bench");
        header(raw, IngestHeaders.PROTOCOL, "http");
        header(raw, IngestHeaders.RECEIVED_AT, "" + Instant.now().toEpochMilli());
        header(raw, IngestHeaders.CONTENT_TYPE, "application/x-ndjson");
        header(raw, IngestHeaders.IDEMPOTENCY_KEY, id);
        return raw;
    }

    private static void header(
            ProducerRecord<byte[], byte[]> raw, String name, @Nullable String value) {
        if (value != null) {
            raw.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }
}
