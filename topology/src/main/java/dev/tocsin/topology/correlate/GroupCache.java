package dev.tocsin.topology.correlate;

import dev.tocsin.rules.correlate.ChunkStore;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.topology.metrics.TopologyMetrics;
import dev.tocsin.topology.metrics.TopologyMetrics.Counter;
import dev.tocsin.topology.metrics.TopologyMetrics.Gauge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Live groups in front of their store: a group is read from bytes when it is first needed and
 * written as bytes once per {@link #flush}, however many contributions came in between. Least
 * recently used groups make place for others when memory ends; those that changed are written
 * first. A group whose state has become too large to be written is dropped, and counted: it must
 * not stop all others. Not thread-safe.
 */
final class GroupCache {
    /** The largest state of a group, in bytes; the topology's topics take a little more. */
    private static final int MOST_STATE_BYTES = 30 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(GroupCache.class);

    private final KeyValueStore<Bytes, byte[]> store;
    private final GroupMemory memory;
    private final int mostBytes;
    private final TopologyMetrics metrics;
    private final GroupCount count;
    private final LinkedHashMap<Bytes, HeldGroup> groups = new LinkedHashMap<>(16, 0.75f, true);
    private final List<HeldGroup> changed = new ArrayList<>();
    private @Nullable Bytes absent;
    private long bytes;
    private boolean open;

    GroupCache(KeyValueStore<Bytes, byte[]> store, GroupMemory memory, TopologyMetrics metrics) {
        this(store, memory, metrics, MOST_STATE_BYTES);
    }

    /**
     * @param mostBytes of the state of a group
     */
    GroupCache(
            KeyValueStore<Bytes, byte[]> store,
            GroupMemory memory,
            TopologyMetrics metrics,
            int mostBytes) {
        this.mostBytes = mostBytes;
        this.store = store;
        this.memory = memory;
        this.metrics = metrics;
        this.count = new GroupCount(store, metrics);
    }

    /**
     * The group under a key.
     *
     * @param rules in force: what the group took since its head was written is taken again
     */
    @Nullable StoredGroup get(byte[] key, RuleSet rules) {
        open();
        Bytes at = Bytes.wrap(key);
        HeldGroup held = groups.get(at);
        if (held != null) {
            metrics.count(Counter.GROUP_HITS);
            return held.group();
        }
        metrics.count(Counter.GROUP_MISSES);
        byte[] head = store.get(at);
        if (head == null) {
            absent = at;
            return null;
        }
        return read(at, head, rules);
    }

    /** A group of another version of us, or a broken one, is freed: its correlation begins anew. */
    private @Nullable StoredGroup read(Bytes at, byte[] head, RuleSet rules) {
        try {
            ChunkStore chunks = chunks(at.get());
            StoredPages pages = StoredPages.read(store, at.get(), head);
            StoredGroup group =
                    Replay.of(StoredGroup.decode(head, chunks), pages.pages(), rules, chunks);
            if (pages.pages().isEmpty() || Replay.knows(rules, group)) {
                hold(HeldGroup.read(at, group, pages, head.length));
            }
            return group;
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
        HeldGroup held = groups.get(Bytes.wrap(key));
        if (held == null) {
            begin(Bytes.wrap(key), group);
        } else {
            int before = held.bytes();
            held.set(group);
            change(held, before);
        }
    }

    /**
     * Keeps a group that a contribution changed and nothing else.
     *
     * @param journaled the contribution; null when only the times of the group changed
     */
    void take(byte[] key, StoredGroup group, @Nullable Journaled journaled) {
        HeldGroup held = groups.get(Bytes.wrap(key));
        if (held == null) {
            begin(Bytes.wrap(key), group);
        } else {
            int before = held.bytes();
            held.take(group, journaled);
            change(held, before);
        }
    }

    /** What lies in the store under that key, and was not read before, is of no use. */
    private void begin(Bytes at, StoredGroup group) {
        open();
        if (!at.equals(absent) && store.get(at) != null) {
            forget(at);
        }
        absent = null;
        count.add(1);
        HeldGroup held = HeldGroup.made(at, group);
        held.change();
        changed.add(held);
        hold(held);
    }

    private void change(HeldGroup held, int bytesBefore) {
        if (held.change()) {
            changed.add(held);
        }
        resize(0, held.bytes() - bytesBefore);
        trim();
    }

    void remove(byte[] key) {
        open();
        Bytes at = Bytes.wrap(key);
        HeldGroup held = groups.remove(at);
        if (held != null) {
            resize(-1, -held.bytes());
            held.delete(store);
            count.add(-1);
            absent = at;
        } else if (store.get(at) != null) {
            forget(at);
        }
    }

    /** Writes what changed, all at once, so that the store has everything. */
    void flush() {
        List<KeyValue<Bytes, byte[]>> saved = new ArrayList<>(changed.size());
        for (HeldGroup held : changed) {
            if (held.isChanged()) {
                int before = held.bytes();
                KeyValue<Bytes, byte[]> one = save(held);
                resize(0, held.bytes() - before);
                if (fits(held, one)) {
                    saved.add(one);
                } else {
                    groups.remove(held.key());
                    resize(-1, -held.bytes());
                    drop(held);
                }
            }
        }
        changed.clear();
        if (!saved.isEmpty()) {
            store.putAll(saved);
        }
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

    private void hold(HeldGroup held) {
        groups.put(held.key(), held);
        resize(1, held.bytes());
        trim();
    }

    /** The group in hand is the most recent one, and stays. */
    private void trim() {
        while (bytes > memory.shareBytes() && groups.size() > 1) {
            HeldGroup eldest = groups.pollFirstEntry().getValue();
            resize(-1, -eldest.bytes());
            if (eldest.isChanged()) {
                KeyValue<Bytes, byte[]> saved = save(eldest);
                if (fits(eldest, saved)) {
                    store.put(saved.key, saved.value);
                } else {
                    drop(eldest);
                }
            }
            metrics.count(Counter.GROUP_EVICTIONS);
        }
    }

    private KeyValue<Bytes, byte[]> save(HeldGroup held) {
        metrics.count(Counter.GROUP_WRITES);
        return held.save();
    }

    private boolean fits(HeldGroup held, KeyValue<Bytes, byte[]> saved) {
        boolean fits = saved.value.length <= mostBytes;
        if (!fits) {
            LOG.warn(
                    "Expected at most {} bytes of state of a group of {}, but found {}; it is dropped",
                    mostBytes,
                    held.group().correlationId(),
                    saved.value.length);
        }
        return fits;
    }

    private void drop(HeldGroup held) {
        metrics.count(Counter.OVERSIZED_GROUPS);
        held.delete(store);
        count.add(-1);
    }

    private void resize(int moreGroups, long moreBytes) {
        bytes += moreBytes;
        metrics.add(Gauge.CACHED_GROUPS, moreGroups);
        metrics.add(Gauge.CACHED_BYTES, moreBytes);
    }
}
