package dev.tocsin.connect;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Knows per partition which records are settled (indexed, or in the dead letters) and so up to
 * where offsets may be committed: never past a record that is still under way. Thread-safe.
 */
final class OffsetTracker {
    private final Map<TopicPartition, Partition> partitions = new HashMap<>();

    private static final class Partition {
        private final ArrayDeque<Long> order = new ArrayDeque<>();
        private final Set<Long> settled = new HashSet<>();

        private void settle(long offset) {
            Long first = order.peekFirst();
            if (first == null || offset < first) {
                return; // taken before this partition was assigned again
            }
            settled.add(offset);
            while (!order.isEmpty() && settled.remove(order.peekFirst())) {
                order.removeFirst();
            }
        }
    }

    /** A record was taken. Records of a partition come in the order of their offsets. */
    synchronized void taken(SinkRecord record) {
        partitions
                .computeIfAbsent(partition(record), _ -> new Partition())
                .order
                .addLast(record.originalKafkaOffset());
    }

    /** A record that was taken needs nothing more. */
    synchronized void settled(SinkRecord record) {
        Partition partition = partitions.get(partition(record));
        if (partition != null) {
            partition.settle(record.originalKafkaOffset());
        }
    }

    /** Of the offsets that the worker would commit, those that may be. */
    synchronized Map<TopicPartition, OffsetAndMetadata> committable(
            Map<TopicPartition, OffsetAndMetadata> current) {
        Map<TopicPartition, OffsetAndMetadata> safe = new HashMap<>();
        current.forEach((at, offset) -> safe.put(at, bounded(partitions.get(at), offset)));
        return safe;
    }

    /** Forgets partitions that now belong to another task. */
    synchronized void forget(Collection<TopicPartition> lost) {
        lost.forEach(partitions::remove);
    }

    private static OffsetAndMetadata bounded(
            @Nullable Partition partition, OffsetAndMetadata current) {
        Long waiting = partition == null ? null : partition.order.peekFirst();
        return waiting == null || waiting >= current.offset()
                ? current
                : new OffsetAndMetadata(waiting);
    }

    private static TopicPartition partition(SinkRecord record) {
        return new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
    }
}
