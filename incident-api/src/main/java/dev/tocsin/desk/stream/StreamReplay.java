package dev.tocsin.desk.stream;

import com.mongodb.MongoException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads again what a reader missed between two connections. Bounded in time, size and number. */
final class StreamReplay {
    private static final Logger LOG = LoggerFactory.getLogger(StreamReplay.class);
    private static final int AT_ONCE = 8;
    private static final int MAX_RECORDS = 10_000;
    private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final Duration POLL = Duration.ofMillis(200);

    private final StreamConsumers consumers;
    private final StreamMessages messages;
    private final Semaphore permits = new Semaphore(AT_ONCE);

    StreamReplay(StreamConsumers consumers, StreamMessages messages) {
        this.consumers = consumers;
        this.messages = messages;
    }

    /** Where the messages go. */
    @FunctionalInterface
    interface Sink {
        void write(StreamMessage message) throws IOException;
    }

    /**
     * Replays what lies between two positions.
     *
     * @return false when it could not be done, so that the reader must resynchronize
     */
    boolean run(StreamPosition from, StreamPosition to, Sink sink)
            throws IOException, InterruptedException {
        if (from.equals(to)) {
            return true;
        }
        if (!permits.tryAcquire(MAX_NANOS, TimeUnit.NANOSECONDS)) {
            return false;
        }
        try (Consumer<byte[], byte[]> consumer = consumers.create()) {
            return exists(consumer, from, to) && read(consumer, from, to, sink);
        } catch (KafkaException | MongoException e) {
            LOG.info("A reader of the stream must resynchronize: {}", e.getMessage());
            return false;
        } finally {
            permits.release();
        }
    }

    /**
     * A reader of another replica may be further than this one, but not further than the topics.
     */
    private static boolean exists(
            Consumer<byte[], byte[]> consumer, StreamPosition from, StreamPosition to) {
        return to.covers(from)
                || new StreamPosition(consumer.endOffsets(to.offsets().keySet())).covers(from);
    }

    private boolean read(
            Consumer<byte[], byte[]> consumer, StreamPosition from, StreamPosition to, Sink sink)
            throws IOException {
        consumer.assign(to.offsets().keySet());
        from.offsets().forEach(consumer::seek);
        long deadline = System.nanoTime() + MAX_NANOS;
        int count = 0;
        StreamPosition at = from;
        while (!reached(consumer, to)) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            List<ConsumerRecord<byte[], byte[]>> missed = missed(records, to);
            count += missed.size();
            if (count > MAX_RECORDS || System.nanoTime() - deadline > 0) {
                return false;
            }
            StreamMessages.Batch batch = messages.of(missed, at);
            at = batch.position();
            for (StreamMessage message : batch.messages()) {
                sink.write(message);
            }
        }
        return true;
    }

    private static boolean reached(Consumer<byte[], byte[]> consumer, StreamPosition to) {
        return to.offsets().entrySet().stream()
                .allMatch(e -> consumer.position(e.getKey()) >= e.getValue());
    }

    /** What comes after is in the reader's queue already. */
    private static List<ConsumerRecord<byte[], byte[]>> missed(
            ConsumerRecords<byte[], byte[]> records, StreamPosition to) {
        return records.partitions().stream()
                .flatMap(
                        p ->
                                records.records(p).stream()
                                        .filter(r -> r.offset() < to.offsets().getOrDefault(p, 0L)))
                .toList();
    }
}
