package dev.tocsin.bench.oracle;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A store in memory with a changelog. After a crash it is what the committed part of the changelog
 * says, as a task that starts on an empty disk finds it.
 */
final class VolatileStore implements KeyValueStore<Bytes, byte[]> {
    private final String name;
    private final List<Change> changelog = new ArrayList<>();
    private NavigableMap<Bytes, byte[]> now = new TreeMap<>();
    private int committed;

    /** One record of the changelog; without a value it deletes. */
    private record Change(Bytes key, byte @Nullable [] value) {}

    VolatileStore(String name) {
        this.name = name;
    }

    void commitChanges() {
        committed = changelog.size();
    }

    /** Reads the changelog from its beginning; what was not committed is not in it. */
    void restore() {
        changelog.subList(committed, changelog.size()).clear();
        now = new TreeMap<>();
        changelog.forEach(this::apply);
        compact();
    }

    private void compact() {
        changelog.clear();
        now.forEach((key, value) -> changelog.add(new Change(key, value)));
        committed = changelog.size();
    }

    private void apply(Change change) {
        byte[] value = change.value();
        if (value == null) {
            now.remove(change.key());
        } else {
            now.put(change.key(), value);
        }
    }

    int size() {
        return now.size();
    }

    @Override
    public byte @Nullable [] get(Bytes key) {
        return now.get(key);
    }

    @Override
    public void put(Bytes key, byte @Nullable [] value) {
        Change change = new Change(key, value);
        changelog.add(change);
        apply(change);
    }

    @Override
    public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
        byte[] before = now.get(key);
        if (before == null) {
            put(key, value);
        }
        return before;
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public byte @Nullable [] delete(Bytes key) {
        byte[] before = now.get(key);
        put(key, null);
        return before;
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
        NavigableMap<Bytes, byte[]> part = from == null ? now : now.tailMap(from, true);
        NavigableMap<Bytes, byte[]> range = to == null ? part : part.headMap(to, true);
        List<KeyValue<Bytes, byte[]>> entries = new ArrayList<>(range.size());
        range.forEach((key, value) -> entries.add(KeyValue.pair(key, value)));
        return new Entries(entries);
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

    /** What the range was when it was asked for. */
    private static final class Entries implements KeyValueIterator<Bytes, byte[]> {
        private final List<KeyValue<Bytes, byte[]>> entries;
        private final Iterator<KeyValue<Bytes, byte[]>> next;
        private int at;

        Entries(List<KeyValue<Bytes, byte[]>> entries) {
            this.entries = entries;
            this.next = entries.iterator();
        }

        @Override
        public boolean hasNext() {
            return next.hasNext();
        }

        @Override
        public KeyValue<Bytes, byte[]> next() {
            at++;
            return next.next();
        }

        @Override
        public Bytes peekNextKey() {
            return entries.get(at).key;
        }

        @Override
        public void close() {}
    }
}
