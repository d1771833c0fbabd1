package dev.tocsin.topology.correlate;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The store {@code deadlines}: 8 bytes of time, then the group's key; in that order. Times by the
 * wall clock and times of the stream, which have the first bit set, are two lists in it. A list
 * remembers up to where all are taken, because RocksDB would walk over each one that was deleted
 * there since its last compaction, at every look.
 */
final class Deadlines {
    private static final byte[] DUE = {1};

    private final KeyValueStore<Bytes, byte[]> store;
    private final long mark;
    private long fromMs;

    private Deadlines(KeyValueStore<Bytes, byte[]> store, long mark) {
        this.store = store;
        this.mark = mark;
    }

    /** Those by the wall clock. */
    static Deadlines byWall(KeyValueStore<Bytes, byte[]> store) {
        return new Deadlines(store, 0);
    }

    /** Those by the time of the stream. */
    static Deadlines byStream(KeyValueStore<Bytes, byte[]> store) {
        return new Deadlines(store, Long.MIN_VALUE);
    }

    /** A write that leaves nothing. */
    void touch() {
        store.delete(at(0, new byte[0]));
    }

    /** Moves a deadline; {@link Long#MAX_VALUE} is none. */
    void move(byte[] key, long beforeMs, long toMs) {
        if (beforeMs != Long.MAX_VALUE) {
            store.put(at(beforeMs, key), null);
        }
        if (toMs != Long.MAX_VALUE) {
            store.put(at(toMs, key), DUE);
            fromMs = Math.min(fromMs, toMs);
        }
    }

    /** Takes out the deadlines that have come, earliest first, and gives their group keys. */
    List<byte[]> take(long nowMs, int most) {
        if (nowMs < fromMs) {
            return List.of();
        }
        List<Bytes> due = due(nowMs, most);
        List<byte[]> keys = new ArrayList<>(due.size());
        for (Bytes deadline : due) {
            store.put(deadline, null);
            byte[] bytes = deadline.get();
            byte[] key = new byte[bytes.length - Long.BYTES];
            System.arraycopy(bytes, Long.BYTES, key, 0, key.length);
            keys.add(key);
        }
        fromMs = due.size() < most ? nowMs + 1 : timeOf(due.getLast());
        return keys;
    }

    private List<Bytes> due(long nowMs, int most) {
        List<Bytes> due = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> range =
                store.range(at(fromMs, new byte[0]), at(nowMs + 1, new byte[0]))) {
            while (range.hasNext() && due.size() < most) {
                due.add(range.next().key);
            }
        }
        return due;
    }

    private static long timeOf(Bytes deadline) {
        return ByteBuffer.wrap(deadline.get()).getLong() & Long.MAX_VALUE;
    }

    private Bytes at(long timeMs, byte[] key) {
        return Bytes.wrap(
                ByteBuffer.allocate(Long.BYTES + key.length)
                        .putLong(timeMs | mark)
                        .put(key)
                        .array());
    }
}
