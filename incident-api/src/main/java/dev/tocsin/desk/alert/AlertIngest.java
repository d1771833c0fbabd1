package dev.tocsin.desk.alert;

import com.mongodb.MongoException;
import dev.tocsin.desk.ops.DeskMetrics;
import dev.tocsin.desk.topic.TopicLoop;
import dev.tocsin.topic.Coordinates;
import dev.tocsin.topic.DeadLetter;
import dev.tocsin.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings alerts from their topic into the store, at least once: offsets are committed after the
 * store has acknowledged. What is no alert goes to the dead letters and blocks nothing.
 */
public final class AlertIngest implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertIngest.class);

    private final Consumer<byte[], byte[]> consumer;
    private final AlertStore alerts;
    private final DeadLetters deadLetters;
    private final DeskMetrics metrics;
    private final TopicLoop loop;
    private volatile long lag;

    /** Where records go that are no alerts. */
    @FunctionalInterface
    public interface DeadLetters {
        /** Returns after Kafka has acknowledged. */
        void send(DeadLetter letter) throws InterruptedException;
    }

    /**
     * @param consumer of a group, without automatic commits; owned by this object
     */
    public AlertIngest(
            Consumer<byte[], byte[]> consumer,
            AlertStore alerts,
            DeadLetters deadLetters,
            DeskMetrics metrics) {
        this.consumer = consumer;
        this.alerts = alerts;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.loop = new TopicLoop("alert-ingest", consumer, this::takeBatch);
    }

    /** Starts reading. */
    public void start() {
        consumer.subscribe(List.of(Topics.ALERTS.name()));
        loop.start();
    }

    /** Whether it still reads. */
    public boolean isRunning() {
        return loop.isRunning();
    }

    /** How many records of its partitions it had not stored yet when it last looked. */
    public long lag() {
        return lag;
    }

    private static long lag(Consumer<byte[], byte[]> consumer) {
        long lag = 0;
        for (TopicPartition partition : consumer.assignment()) {
            lag += consumer.currentLag(partition).orElse(0);
        }
        return lag;
    }

    @Override
    public void close() {
        loop.close();
    }

    private void takeBatch() throws InterruptedException {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(TopicLoop.POLL);
        lag = lag(consumer) + records.count();
        if (records.isEmpty()) {
            return;
        }
        try {
            List<AlertRevision> revisions = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                read(record, revisions);
            }
            int changed = alerts.put(revisions).changed();
            metrics.stored(changed);
            metrics.stale(revisions.size() - changed);
            consumer.commitSync();
        } catch (MongoException e) {
            LOG.warn("Alerts wait for the document store: {}", e.getMessage());
            retry(records);
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warn("Alerts are read again after: {}", e.getMessage());
            retry(records);
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record, List<AlertRevision> into)
            throws InterruptedException {
        byte[] value = record.value();
        try {
            if (value == null) {
                throw new IllegalArgumentException("Expected an alert, but found no value");
            }
            into.add(AlertRevision.read(value, record.timestamp()));
        } catch (IllegalArgumentException e) {
            metrics.rejected();
            LOG.warn(
                    "Not an alert at {}-{}-{}: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
            deadLetters.send(letter(record, String.valueOf(e.getMessage())));
        }
    }

    private static DeadLetter letter(ConsumerRecord<byte[], byte[]> record, String reason) {
        byte[] value = record.value();
        return new DeadLetter(
                Coordinates.of(record.topic(), record.partition(), record.offset()),
                "incident-api",
                reason,
                Instant.ofEpochMilli(record.timestamp()),
                value == null ? new byte[0] : value,
                record.headers());
    }

    /** Goes back to where the batch began, after a pause. */
    private void retry(ConsumerRecords<byte[], byte[]> records) throws InterruptedException {
        metrics.ingestFailure();
        for (TopicPartition partition : records.partitions()) {
            if (consumer.assignment().contains(partition)) {
                consumer.seek(partition, records.records(partition).getFirst().offset());
            }
        }
        loop.pause();
    }
}
