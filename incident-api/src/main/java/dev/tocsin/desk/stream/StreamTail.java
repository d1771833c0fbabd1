package dev.tocsin.desk.stream;

import com.mongodb.MongoException;
import dev.tocsin.desk.ops.DeskMetrics;
import dev.tocsin.desk.topic.TopicLoop;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the end of both topics and hands what is new to the hub. Every replica follows them by
 * itself, so that a reader of any replica is told of everything.
 */
final class StreamTail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamTail.class);

    private final Consumer<byte[], byte[]> consumer;
    private final StreamMessages messages;
    private final StreamHub hub;
    private final DeskMetrics metrics;
    private final CountDownLatch assigned = new CountDownLatch(1);
    private final TopicLoop loop;
    private StreamPosition position = new StreamPosition(Map.of());

    StreamTail(
            StreamConsumers consumers,
            StreamMessages messages,
            StreamHub hub,
            DeskMetrics metrics) {
        this.consumer = consumers.create();
        this.messages = messages;
        this.hub = hub;
        this.metrics = metrics;
        this.loop = new TopicLoop("stream-tail", consumer, this::step);
    }

    void start() {
        loop.start();
    }

    /** Waits until the topics are being read. */
    boolean awaitAssigned(Duration atMost) throws InterruptedException {
        return assigned.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean isRunning() {
        return loop.isRunning() && assigned.getCount() == 0;
    }

    @Override
    public void close() {
        loop.close();
    }

    private void step() throws InterruptedException {
        try {
            if (assigned.getCount() > 0) {
                assign();
            } else {
                forward(consumer.poll(TopicLoop.POLL));
            }
        } catch (WakeupException e) {
            throw e;
        } catch (InvalidOffsetException e) {
            failed(e);
            goToEnd(List.copyOf(position.offsets().keySet()));
            hub.resyncAll(position);
        } catch (KafkaException e) {
            failed(e);
            loop.pause();
        }
    }

    private void assign() throws InterruptedException {
        List<TopicPartition> partitions = StreamConsumers.partitions(consumer);
        if (partitions.isEmpty()) {
            loop.pause();
            return;
        }
        consumer.assign(partitions);
        goToEnd(partitions);
        hub.position(position);
        assigned.countDown();
    }

    private void goToEnd(List<TopicPartition> partitions) {
        consumer.seekToEnd(partitions);
        Map<TopicPartition, Long> offsets = new LinkedHashMap<>();
        for (TopicPartition partition : partitions) {
            offsets.put(partition, consumer.position(partition));
        }
        position = new StreamPosition(offsets);
    }

    private void forward(ConsumerRecords<byte[], byte[]> records) {
        if (records.isEmpty()) {
            return;
        }
        try {
            StreamMessages.Batch batch = messages.of(records, position);
            position = batch.position();
            hub.publish(batch);
        } catch (MongoException e) {
            failed(e);
            position = after(records);
            hub.resyncAll(position);
        }
    }

    private StreamPosition after(ConsumerRecords<byte[], byte[]> records) {
        StreamPosition after = position;
        for (TopicPartition partition : records.partitions()) {
            after = after.after(partition, records.records(partition).getLast().offset());
        }
        return after;
    }

    private void failed(Exception e) {
        metrics.streamFailure();
        LOG.warn("The stream was interrupted: {}", e.getMessage());
    }
}
