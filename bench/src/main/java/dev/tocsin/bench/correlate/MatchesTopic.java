package dev.tocsin.bench.correlate;

import dev.tocsin.rules.correlate.Contribution;
import dev.tocsin.rules.correlate.ContributionCodec;
import dev.tocsin.topology.correlate.GroupKey;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes contributions where the matching half of a topology would: into its own topic. */
final class MatchesTopic implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    MatchesTopic(String bootstrapServers, String topic) {
        this.topic = topic;
        this.producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ProducerConfig.ACKS_CONFIG,
                                "all",
                                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                                "lz4",
                                ProducerConfig.BATCH_SIZE_CONFIG,
                                64 << 10,
                                ProducerConfig.LINGER_MS_CONFIG,
                                2,
                                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                                600_000),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    void write(Contribution contribution) {
        ProducerRecord<byte[], byte[]> sent =
                new ProducerRecord<>(
                        topic,
                        null,
                        contribution.timeMs(),
                        GroupKey.of(contribution),
                        ContributionCodec.encode(contribution));
        var _ =
                producer.send(
                        sent,
                        (_, e) -> {
                            if (e != null) {
                                failure.compareAndSet(null, e);
                            }
                        });
    }

    /**
     * Returns when all are durable.
     *
     * @throws IOException when the broker did not take one
     */
    void flush() throws IOException {
        producer.flush();
        Exception e = failure.get();
        if (e != null) {
            throw new IOException("Expected the broker to take all, but: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
