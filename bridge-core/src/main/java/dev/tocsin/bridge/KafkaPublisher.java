package dev.tocsin.bridge;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes records with {@code acks=all} and idempotence, and says of each when Kafka has it, or that
 * it may not have it. Thread-safe.
 */
public final class KafkaPublisher implements AutoCloseable {
    private static final long REFUSE_NS = Duration.ofSeconds(1).toNanos();
    private static final int HEADER_ROOM = 48 << 10;
    private static final String NOWHERE = "127.0.0.1:1";
    private static final int MOST_MAX_BLOCK_MS = 5_000;

    private final Producer<byte[], byte[]> producer;
    private final Duration closeTimeout;
    private final AtomicReference<@Nullable Outage> outage = new AtomicReference<>();
    private final FailureLog failures = new FailureLog();

    /** A publisher over a producer, which it closes. */
    public KafkaPublisher(Producer<byte[], byte[]> producer, Duration closeTimeout) {
        this.producer = producer;
        this.closeTimeout = closeTimeout;
    }

    /** A publisher to the Kafka of a configuration. Does not wait for the broker. */
    public static KafkaPublisher open(GatewayConfig config) {
        return new KafkaPublisher(
                new KafkaProducer<>(
                        settings(config), new ByteArraySerializer(), new ByteArraySerializer()),
                config.deliveryTimeout());
    }

    /**
     * Makes a producer and lets go of it: certificates and log-in modules are read, and no broker
     * is asked.
     *
     * @throws IOException when it cannot be made; the message says why
     */
    static void check(GatewayConfig config) throws IOException {
        Map<String, Object> settings = new HashMap<>(settings(config));
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, NOWHERE);
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.close(Duration.ZERO);
        } catch (KafkaException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw new IOException(
                    "Expected settings of Kafka (KAFKA_…) that can be used, but: " + cause, e);
        }
    }

    static Map<String, Object> settings(GatewayConfig config) {
        int timeoutMs = (int) config.deliveryTimeout().toMillis();
        int lingerMs = Math.min(2, timeoutMs / 3);
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "tocsin-gateway");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 << 10);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, lingerMs);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeoutMs);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(1, timeoutMs / 3));
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Math.min(MOST_MAX_BLOCK_MS, timeoutMs));
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, config.maxEventBytes() + HEADER_ROOM);
        // Never the bound: the budget is, so that send() does not wait for memory.
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * config.inFlightBytes());
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return config.kafka().with(settings);
    }

    /**
     * Hands a record to Kafka. The callback is called exactly once, on this or on Kafka's thread.
     * May wait a few seconds for the topic's metadata; when that was in vain, the records of the
     * next second are refused at once, so that an outage does not add up those waits.
     */
    void send(ProducerRecord<byte[], byte[]> record, Acknowledgement acknowledgement) {
        Outage now = outage.get();
        if (now != null && System.nanoTime() - now.at() < REFUSE_NS) {
            acknowledgement.refused(now.error());
            return;
        }
        try {
            Future<RecordMetadata> sent =
                    producer.send(
                            record,
                            (at, error) -> {
                                failures.note(error);
                                if (error == null) {
                                    acknowledgement.stored(at);
                                } else {
                                    acknowledgement.refused(error);
                                }
                            });
            noteOutage(sent);
        } catch (KafkaException | IllegalStateException e) {
            failures.note(e);
            acknowledgement.refused(e);
        }
    }

    private void noteOutage(Future<RecordMetadata> sent) {
        boolean failedAtOnce =
                sent.state() == Future.State.FAILED
                        && sent.exceptionNow() instanceof TimeoutException;
        if (failedAtOnce) {
            outage.set(new Outage((TimeoutException) sent.exceptionNow(), System.nanoTime()));
        } else if (outage.get() != null) {
            outage.set(null);
        }
    }

    /** Waits for what was sent, up to the delivery timeout, and closes. */
    @Override
    public void close() {
        producer.close(closeTimeout);
    }

    /** Called when the outcome of one record is known. */
    interface Acknowledgement {
        /** Kafka has the record. */
        void stored(RecordMetadata at);

        /** Kafka has it not, or may not have it. */
        void refused(Exception error);
    }

    /** The brokers could not be reached at {@code at} of {@link System#nanoTime}. */
    private record Outage(TimeoutException error, long at) {}
}
