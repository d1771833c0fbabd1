package dev.tocsin.topology.correlate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A store in memory that can be put back to what it was at the last commit. */
public final class MapStore implements KeyValueStore<Bytes, byte[]> {
    private final String name;
    private TreeMap<Bytes, byte[]> now = new TreeMap<>();
    private TreeMap<Bytes, byte[]> committed = new TreeMap<>();

    public MapStore(String name) {
        this.name = name;
    }

    public void commit() {
        committed = new TreeMap<>(now);
    }

    public void rollBack() {
        now = new TreeMap<>(committed);
    }

    @Override
    public byte @Nullable [] get(Bytes key) {
        return now.get(key);
    }

    @Override
    public void put(Bytes key, byte @Nullable [] value) {
        if (value == null) {
            now.remove(key);
        } else {
            now.put(key, value);
        }
    }

    @Override
    public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
        return now.putIfAbsent(key, value);
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public byte @Nullable [] delete(Bytes key) {
        return now.remove(key);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
        Map<Bytes, byte[]> after = from == null ? now : now.tailMap(from, true);
        List<KeyValue<Bytes, byte[]>> entries = new ArrayList<>();
        after.forEach(
                (key, value) -> {
                    if (to == null || key.compareTo(to) <= 0) {
                        entries.add(KeyValue.pair(key, value));
                    }
                });
        return new Entries(entries.iterator());
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return range(null, null);
    }

    @Override
    public long approximateNumEntries() {
        return now.size();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {}

    @Override
    public void close() {}

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    private record Entries(Iterator<KeyValue<Bytes, byte[]>> entries)
            implements KeyValueIterator<Bytes, byte[]> {
        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public KeyValue<Bytes, byte[]> next() {
            return entries.next();
        }

        @Override
        public Bytes peekNextKey() {
            throw new UnsupportedOperationException("Expected nobody to peek");
        }

        @Override
        public void close() {}
    }
}
