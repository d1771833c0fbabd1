package dev.tocsin.desk.stream;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far a reader of the stream has come: for each partition the offset of the next record. Its
 * text is the id of a message, and what a browser sends as Last-Event-ID.
 *
 * @param offsets next offsets, in the order of the partitions
 */
record StreamPosition(Map<TopicPartition, Long> offsets) {
    private static final String SEPARATOR = "-";

    StreamPosition {
        offsets = new LinkedHashMap<>(offsets);
    }

    /** The position after a record. */
    StreamPosition after(TopicPartition partition, long offset) {
        StreamPosition next = new StreamPosition(offsets);
        next.offsets.put(partition, offset + 1);
        return next;
    }

    /** Whether a record lies before this position. */
    boolean has(TopicPartition partition, long offset) {
        return offsets.getOrDefault(partition, 0L) > offset;
    }

    /** The later of both, partition by partition. */
    StreamPosition with(StreamPosition other) {
        if (covers(other)) {
            return this;
        }
        // As a rule: a copy for each reader of each message would be dear.
        if (other.offsets.size() == offsets.size() && other.covers(this)) {
            return other;
        }
        StreamPosition later = new StreamPosition(offsets);
        other.offsets.forEach((partition, at) -> later.offsets.merge(partition, at, Math::max));
        return later;
    }

    /** Whether nothing lies between this position and a later one. */
    boolean covers(StreamPosition later) {
        for (Map.Entry<TopicPartition, Long> one : later.offsets.entrySet()) {
            if (offsets.getOrDefault(one.getKey(), 0L) < one.getValue()) {
                return false;
            }
        }
        return true;
    }

    String text() {
        return offsets.values().stream()
                .map(String::valueOf)
                .collect(Collectors.joining(SEPARATOR));
    }

    /** Reads {@link #text} for the partitions of this position; null when it does not fit. */
    @Nullable StreamPosition parse(String text) {
        String[] parts = text.split(SEPARATOR, -1);
        List<TopicPartition> partitions = new ArrayList<>(offsets.keySet());
        if (parts.length != partitions.size()) {
            return null;
        }
        Map<TopicPartition, Long> read = new LinkedHashMap<>();
        for (int i = 0; i < parts.length; i++) {
            try {
                long offset = Long.parseUnsignedLong(parts[i]);
                if (offset < 0) {
                    return null;
                }
                read.put(partitions.get(i), offset);
            } catch (NumberFormatException _) {
                return null;
            }
        }
        return new StreamPosition(read);
    }
}
