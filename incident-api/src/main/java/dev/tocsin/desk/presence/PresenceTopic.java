package dev.tocsin.desk.presence;

import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.topic.TopicLoop;
import dev.tocsin.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells every replica who is present, over {@link Topics#PRESENCE}, and follows what all of them
 * tell. A replica that starts reads back as far as a presence can last.
 */
public final class PresenceTopic implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PresenceTopic.class);
    private static final TopicPartition PARTITION = new TopicPartition(Topics.PRESENCE.name(), 0);

    private final Producer<byte[], byte[]> producer;
    private final Consumer<byte[], byte[]> consumer;
    private final PresenceTable table;
    private final InstantSource clock;
    private final TopicLoop loop;
    private volatile Listener listener = new Silence();
    private boolean assigned;

    /** Hears of what changes, from any thread. */
    public interface Listener {
        /** Somebody came to it, left it, or does something else there. */
        void changed(PresenceSubject subject);

        /** Some time has passed. */
        void tick();
    }

    private static final class Silence implements Listener {
        @Override
        public void changed(PresenceSubject subject) {}

        @Override
        public void tick() {}
    }

    /**
     * @param consumer without a group and without an assignment; owned by this object
     */
    public PresenceTopic(
            Producer<byte[], byte[]> producer,
            Consumer<byte[], byte[]> consumer,
            PresenceTable table,
            InstantSource clock) {
        this.producer = producer;
        this.consumer = consumer;
        this.table = table;
        this.clock = clock;
        this.loop = new TopicLoop("presence", consumer, this::step);
    }

    /** Starts following. */
    public void start(Listener told) {
        listener = told;
        loop.start();
    }

    @Override
    public void close() {
        loop.close();
    }

    /**
     * Tells all replicas; this one knows when it returns.
     *
     * @throws ProblemException 503 when Kafka does not take it
     */
    void tell(Presence presence) throws InterruptedException {
        byte[] value = presence.mode() == PresenceMode.LEFT ? null : presence.toRecord();
        try {
            producer.send(
                            new ProducerRecord<>(
                                    PARTITION.topic(),
                                    PARTITION.partition(),
                                    utf8(presence),
                                    value))
                    .get();
            take(presence.key(), value);
        } catch (ExecutionException | KafkaException e) {
            LOG.info("Somebody's presence was not told: {}", e.getMessage());
            throw ProblemException.unavailable(
                    "Expected Kafka to take who is present, but it does not. Try again in a moment");
        }
    }

    private static byte[] utf8(Presence presence) {
        return presence.key().getBytes(StandardCharsets.UTF_8);
    }

    private void step() throws InterruptedException {
        try {
            if (!assigned) {
                assigned = assign();
            }
            if (assigned) {
                consumer.poll(TopicLoop.POLL).forEach(this::take);
            } else {
                loop.pause();
            }
        } catch (WakeupException e) {
            throw e;
        } catch (InvalidOffsetException _) {
            consumer.seekToBeginning(List.of(PARTITION));
        } catch (KafkaException e) {
            LOG.warn("Who is present is not known for a moment: {}", e.getMessage());
            loop.pause();
        }
        table.expire(clock.millis()).forEach(listener::changed);
        listener.tick();
    }

    private boolean assign() {
        var partitions = consumer.partitionsFor(PARTITION.topic());
        if (partitions == null || partitions.isEmpty()) {
            return false;
        }
        consumer.assign(List.of(PARTITION));
        long from = clock.millis() - PresenceHandler.LONGEST.toMillis();
        Map<TopicPartition, @Nullable OffsetAndTimestamp> found =
                consumer.offsetsForTimes(Map.of(PARTITION, from));
        OffsetAndTimestamp first = found.get(PARTITION);
        if (first == null) {
            consumer.seekToEnd(List.of(PARTITION));
        } else {
            consumer.seek(PARTITION, first.offset());
        }
        return true;
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key();
        if (key != null) {
            take(new String(key, StandardCharsets.UTF_8), record.value());
        }
    }

    private void take(String key, byte @Nullable [] value) {
        if (value == null) {
            PresenceSubject left = table.remove(key);
            if (left != null) {
                listener.changed(left);
            }
            return;
        }
        Presence presence = Presence.read(value);
        if (presence != null && presence.untilMs() > clock.millis() && table.put(presence)) {
            listener.changed(presence.subject());
        }
    }
}
