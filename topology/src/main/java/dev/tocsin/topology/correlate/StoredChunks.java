package dev.tocsin.topology.correlate;

import dev.tocsin.rules.correlate.ChunkStore;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The chunks of one group, in the store of the heads: the group's key, then 4 bytes of number. */
record StoredChunks(KeyValueStore<Bytes, byte[]> store, byte[] groupKey) implements ChunkStore {

    @Override
    public byte @Nullable [] get(int number) {
        return store.get(key(number));
    }

    @Override
    public void put(int number, byte[] bytes) {
        store.put(key(number), bytes);
    }

    @Override
    public void delete(int number) {
        store.put(key(number), null);
    }

    /** Deletes all of them, when nobody can say which there are. */
    void deleteAll() {
        List<Bytes> keys = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> range = store.range(key(0), key(-1))) {
            while (range.hasNext()) {
                keys.add(range.next().key);
            }
        }
        keys.forEach(key -> store.put(key, null));
    }

    private Bytes key(int number) {
        return Bytes.wrap(
                ByteBuffer.allocate(groupKey.length + Integer.BYTES)
                        .put(groupKey)
                        .putInt(number)
                        .array());
    }
}
