package dev.tocsin.launcher.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.event.EventRef;
import dev.tocsin.json.Json;
import dev.tocsin.rules.run.EventTime;
import dev.tocsin.topic.KafkaAccess;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The retained events of {@link Topics#EVENTS}, up to what was there at the start: committed
 * records, without a group. The partitions are merged by the times of their records, so that the
 * order is that of arrival and always the same.
 */
public final class TopicReplay implements Replay {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int AHEAD = 2_000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Span span;
    private final Map<TopicPartition, Lane> lanes = new HashMap<>();
    private final PriorityQueue<Lane> ready =
            new PriorityQueue<>(
                    Comparator.<Lane>comparingLong(lane -> lane.buffer.element().timestamp())
                            .thenComparingInt(lane -> lane.partition.partition()));
    private final List<Lane> empty = new ArrayList<>();
    private long records;
    private long read;
    private long unreadable;

    private TopicReplay(KafkaConsumer<byte[], byte[]> consumer, Span span) {
        this.consumer = consumer;
        this.span = span;
    }

    /**
     * Opens the topic.
     *
     * @throws IOException when the broker does not answer or has no such topic
     */
    public static TopicReplay open(KafkaAccess kafka, Span span) throws IOException {
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        kafka.with(
                                Map.of(
                                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                        "read_committed",
                                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                        AHEAD,
                                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                        (int) PATIENCE.toMillis())),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        try {
            TopicReplay replay = new TopicReplay(consumer, span);
            replay.seek();
            return replay;
        } catch (KafkaException e) {
            consumer.close();
            throw new IOException(
                    "Expected the topic %s at %s, but: %s"
                            .formatted(
                                    Topics.EVENTS.name(), kafka.bootstrapServers(), e.getMessage()),
                    e);
        }
    }

    private void seek() {
        List<TopicPartition> partitions = new ArrayList<>();
        List<PartitionInfo> known = consumer.partitionsFor(Topics.EVENTS.name());
        if (known == null || known.isEmpty()) {
            throw new KafkaException("the broker has no such topic");
        }
        known.forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> begins = begins(partitions, ends);
        for (TopicPartition partition : partitions) {
            long begin = begins.getOrDefault(partition, 0L);
            long end = ends.getOrDefault(partition, 0L);
            consumer.seek(partition, begin);
            Lane lane = new Lane(partition, end);
            lanes.put(partition, lane);
            records += end - begin;
            if (begin < end) {
                empty.add(lane);
            } else {
                consumer.pause(List.of(partition));
            }
        }
    }

    /** An event is at most so far ahead of its arrival, which is the time of its record. */
    private Map<TopicPartition, Long> begins(
            List<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> begins = new HashMap<>(consumer.beginningOffsets(partitions));
        if (span.fromMs() == Span.ALL.fromMs()) {
            return begins;
        }
        Map<TopicPartition, Long> times = new HashMap<>();
        long fromMs = Math.max(0, span.fromMs() - EventTime.TOLERANCE.toMillis());
        partitions.forEach(partition -> times.put(partition, fromMs));
        for (Map.Entry<TopicPartition, OffsetAndTimestamp> found :
                consumer.offsetsForTimes(times).entrySet()) {
            OffsetAndTimestamp first = found.getValue();
            begins.put(
                    found.getKey(),
                    first == null ? ends.getOrDefault(found.getKey(), 0L) : first.offset());
        }
        return begins;
    }

    @Override
    public @Nullable Replayed next() throws IOException {
        while (true) {
            fill();
            Lane lane = ready.poll();
            if (lane == null) {
                return null;
            }
            ConsumerRecord<byte[], byte[]> record = lane.buffer.remove();
            (lane.buffer.isEmpty() ? empty : ready).add(lane);
            read++;
            Replayed event = read(record);
            if (event != null) {
                return event;
            }
        }
    }

    /** Until every partition has a record to show or is at its end. */
    private void fill() throws IOException {
        empty.removeIf(this::isAtEnd);
        while (!empty.isEmpty()) {
            for (Lane lane : ready) {
                if (lane.buffer.size() >= AHEAD) {
                    consumer.pause(List.of(lane.partition));
                }
            }
            empty.forEach(lane -> consumer.resume(List.of(lane.partition)));
            poll();
            empty.removeIf(
                    lane -> {
                        if (!lane.buffer.isEmpty()) {
                            ready.add(lane);
                            return true;
                        }
                        return isAtEnd(lane);
                    });
        }
    }

    private boolean isAtEnd(Lane lane) {
        boolean atEnd = lane.buffer.isEmpty() && consumer.position(lane.partition) >= lane.end;
        if (atEnd) {
            consumer.pause(List.of(lane.partition));
        }
        return atEnd;
    }

    private void poll() throws IOException {
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                Lane lane = lanes.get(new TopicPartition(record.topic(), record.partition()));
                if (lane != null && record.offset() < lane.end) {
                    lane.buffer.add(record);
                }
            }
        } catch (KafkaException e) {
            throw new IOException("Expected to read on, but: " + e.getMessage(), e);
        }
    }

    private @Nullable Replayed read(ConsumerRecord<byte[], byte[]> record) {
        try {
            byte[] value = record.value();
            JsonNode json = value == null ? null : Json.parse(value);
            Long timeMs = json == null ? null : EventTime.of(json);
            String id = json == null ? null : Json.text(json, "event.id");
            if (timeMs == null || id == null || !(json instanceof ObjectNode event)) {
                unreadable++;
                return null;
            }
            EventRef ref =
                    new EventRef(id, timeMs, record.topic(), record.partition(), record.offset());
            return span.contains(timeMs) ? new Replayed(event, ref) : null;
        } catch (IOException _) {
            unreadable++;
            return null;
        }
    }

    @Override
    public double progress() {
        return records == 0 ? 1 : (double) read / records;
    }

    @Override
    public long unreadable() {
        return unreadable;
    }

    @Override
    public long repeated() {
        return 0;
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** One partition and what was read ahead of it. */
    private static final class Lane {
        private final TopicPartition partition;
        private final long end;
        private final ArrayDeque<ConsumerRecord<byte[], byte[]>> buffer = new ArrayDeque<>();

        Lane(TopicPartition partition, long end) {
            this.partition = partition;
            this.end = end;
        }
    }
}
