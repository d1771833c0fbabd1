package dev.tocsin.topology.correlate;

import dev.tocsin.rules.correlate.ChunkStore;
import dev.tocsin.topology.metrics.TopologyMetrics;
import dev.tocsin.topology.metrics.TopologyMetrics.Counter;
import dev.tocsin.topology.metrics.TopologyMetrics.Gauge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Live groups in front of their store: a group is read from bytes when it is first needed and
 * written as bytes once per {@link #flush}, however many contributions came in between. Least
 * recently used groups make place for others when memory ends; those that changed are written
 * first. Not thread-safe.
 */
final class GroupCache {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCache.class);

    /** What a contribution is taken to add to a group, until the group is written and weighed. */
    private static final int STEP_BYTES = 256;

    /** What a group weighs beside its state. */
    private static final int HELD_BYTES = 400;

    private final KeyValueStore<Bytes, byte[]> store;
    private final GroupMemory memory;
    private final TopologyMetrics metrics;
    private final GroupCount count;
    private final LinkedHashMap<Bytes, Held> groups = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<Bytes> changed = new LinkedHashSet<>();
    private @Nullable Bytes absent;
    private long bytes;
    private boolean open;

    GroupCache(KeyValueStore<Bytes, byte[]> store, GroupMemory memory, TopologyMetrics metrics) {
        this.store = store;
        this.memory = memory;
        this.metrics = metrics;
        this.count = new GroupCount(store, metrics);
    }

    @Nullable StoredGroup get(byte[] key) {
        open();
        Bytes at = Bytes.wrap(key);
        Held held = groups.get(at);
        if (held != null) {
            metrics.count(Counter.GROUP_HITS);
            return held.group;
        }
        metrics.count(Counter.GROUP_MISSES);
        byte[] stored = store.get(at);
        if (stored == null) {
            absent = at;
            return null;
        }
        StoredGroup group = read(at, stored);
        if (group != null) {
            hold(at, new Held(group, true));
        }
        return group;
    }

    /** A group of another version of us, or a broken one, is freed: its correlation begins anew. */
    private @Nullable StoredGroup read(Bytes at, byte[] stored) {
        try {
            return StoredGroup.decode(stored, chunks(at.get()));
        } catch (RuntimeException e) {
            LOG.warn("Expected the state of a group, but it cannot be read; it is dropped", e);
            metrics.count(Counter.UNREADABLE_GROUPS);
            forget(at);
            return null;
        }
    }

    private void forget(Bytes at) {
        store.put(at, null);
        new StoredChunks(store, at.get()).deleteAll();
        count.add(-1);
        absent = at;
    }

    /** Where the chunks of a group lie: they are read and written past this cache. */
    ChunkStore chunks(byte[] key) {
        return new StoredChunks(store, key);
    }

    /** Keeps a group; it is written with the next flush, or when it has to make place. */
    void put(byte[] key, StoredGroup group) {
        open();
        Bytes at = Bytes.wrap(key);
        Held held = groups.get(at);
        if (held == null) {
            boolean stored = !at.equals(absent) && store.get(at) != null;
            absent = null;
            count.add(stored ? 0 : 1);
            changed.add(at);
            hold(at, new Held(group, stored));
        } else {
            changed.add(at);
            held.group = group;
            weigh(held, held.bytes + STEP_BYTES);
            trim();
        }
    }

    void remove(byte[] key) {
        open();
        Bytes at = Bytes.wrap(key);
        Held held = groups.remove(at);
        changed.remove(at);
        if (held != null) {
            resize(-1, -held.bytes);
            held.group.state().free();
            count.add(-1);
            if (held.stored) {
                store.put(at, null);
            }
            absent = at;
        } else if (store.get(at) != null) {
            forget(at);
        }
    }

    /** Writes what changed, so that the store has everything. */
    void flush() {
        List<Bytes> due = new ArrayList<>(changed);
        for (Bytes at : due) {
            Held held = groups.get(at);
            if (held != null) {
                write(at, held);
            }
        }
        changed.clear();
        count.write();
    }

    /** Forgets everything that is not written: the store is as it was at the last flush. */
    void clear() {
        resize(-groups.size(), -bytes);
        groups.clear();
        changed.clear();
        absent = null;
        count.forget();
        if (open) {
            open = false;
            memory.leave();
        }
    }

    /** How many groups there are, in memory or not. */
    long size() {
        return count.get();
    }

    private void open() {
        if (!open) {
            open = true;
            memory.join();
            count.get();
        }
    }

    private void hold(Bytes at, Held held) {
        groups.put(at, held);
        resize(1, held.bytes);
        trim();
    }

    private void weigh(Held held, int now) {
        resize(0, now - held.bytes);
        held.bytes = now;
    }

    /** The group in hand is the most recent one, and stays. */
    private void trim() {
        while (bytes > memory.shareBytes() && groups.size() > 1) {
            Map.Entry<Bytes, Held> eldest = groups.firstEntry();
            if (changed.remove(eldest.getKey())) {
                write(eldest.getKey(), eldest.getValue());
            }
            groups.remove(eldest.getKey());
            resize(-1, -eldest.getValue().bytes);
            metrics.count(Counter.GROUP_EVICTIONS);
        }
    }

    private void write(Bytes at, Held held) {
        store.put(at, held.group.encode());
        held.stored = true;
        weigh(held, weight(held.group));
        metrics.count(Counter.GROUP_WRITES);
    }

    private void resize(int moreGroups, long moreBytes) {
        bytes += moreBytes;
        metrics.add(Gauge.CACHED_GROUPS, moreGroups);
        metrics.add(Gauge.CACHED_BYTES, moreBytes);
    }

    private static int weight(StoredGroup group) {
        return HELD_BYTES + group.state().weightBytes();
    }

    /** A group in memory. */
    private static final class Held {
        private StoredGroup group;
        private boolean stored;
        private int bytes;

        Held(StoredGroup group, boolean stored) {
            this.group = group;
            this.stored = stored;
            this.bytes = weight(group);
        }
    }
}
