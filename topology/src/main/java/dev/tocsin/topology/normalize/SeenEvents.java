package dev.tocsin.topology.normalize;

import dev.tocsin.id.ContentId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/**
 * The ids that senders gave, for a window of time; nothing is evicted by size. Each task knows the
 * ids of its own partition: a repeated event is found only when it comes to the partition of the
 * first, so whoever writes events with an id must use the id as record key.
 */
final class SeenEvents {
    private static final byte[] SEEN = {1};

    private final WindowStore<byte[], byte[]> store;
    private final long windowMs;

    SeenEvents(WindowStore<byte[], byte[]> store, Duration window) {
        this.store = store;
        this.windowMs = window.toMillis();
    }

    static StoreBuilder<WindowStore<byte[], byte[]>> store(String name, Duration window) {
        return Stores.windowStoreBuilder(
                Stores.persistentWindowStore(name, window, Duration.ofMillis(1), false),
                Serdes.ByteArray(),
                Serdes.ByteArray());
    }

    /** A write that leaves nothing, at a time that moves no window. */
    void touch() {
        store.put(new byte[0], null, 0);
    }

    /**
     * Whether an event that arrived in the past was the first with its id. What is older than the
     * window was.
     */
    boolean isFirst(String id, long arrivalMs, long nowMs) {
        if (arrivalMs <= nowMs - windowMs) {
            return true;
        }
        byte[] key = ContentId.of(id).getBytes(StandardCharsets.US_ASCII);
        try (WindowStoreIterator<byte[]> first = store.fetch(key, arrivalMs, arrivalMs)) {
            return first.hasNext();
        }
    }

    /** Remembers the id, and says whether it was new. */
    boolean add(String id, long arrivalMs) {
        byte[] key = ContentId.of(id).getBytes(StandardCharsets.US_ASCII);
        try (WindowStoreIterator<byte[]> seen =
                store.fetch(key, Math.max(0, arrivalMs - windowMs), arrivalMs + windowMs)) {
            if (seen.hasNext()) {
                return false;
            }
        }
        store.put(key, SEEN, arrivalMs);
        return true;
    }
}
