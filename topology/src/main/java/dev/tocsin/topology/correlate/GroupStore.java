package dev.tocsin.topology.correlate;

import dev.tocsin.rules.correlate.ChunkStore;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.topology.metrics.TopologyMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * The store {@code correlations}: live groups in front of a persistent store with a changelog.
 *
 * <p>Kafka Streams calls {@link #flushCache} before it sends the last records of a transaction, and
 * {@code commit} only after the transaction is committed; so what changed is written in the former,
 * and its changelog records commit together with the offsets and the alerts. After a crash memory
 * is gone and the store is as of the last commit, as the offsets are. Not thread-safe.
 */
public final class GroupStore
        extends WrappedStateStore<KeyValueStore<Bytes, byte[]>, Bytes, byte[]> {
    private final GroupCache cache;

    /**
     * @param inner where groups lie that are not in memory
     */
    public GroupStore(
            KeyValueStore<Bytes, byte[]> inner, GroupMemory memory, TopologyMetrics metrics) {
        super(inner);
        this.cache = new GroupCache(inner, memory, metrics);
    }

    /** The live group under a key. */
    @Nullable StoredGroup get(byte[] key, RuleSet rules) {
        return cache.get(key, rules);
    }

    /** Where the chunks of a group lie. */
    ChunkStore chunks(byte[] key) {
        return cache.chunks(key);
    }

    void put(byte[] key, StoredGroup group) {
        cache.put(key, group);
    }

    /** Keeps what came of a contribution, or of nothing that is a part of the state. */
    void take(byte[] key, StoredGroup group, @Nullable Journaled journaled) {
        cache.take(key, group, journaled);
    }

    void remove(byte[] key) {
        cache.remove(key);
    }

    /** A write that leaves nothing. */
    void touch() {
        wrapped().delete(Bytes.wrap(new byte[0]));
    }

    /** Keys of groups of one correlation, from {@code after} on. */
    List<byte[]> keys(byte[] prefix, byte @Nullable [] after, int most) {
        cache.flush();
        byte[] from = after == null ? Arrays.copyOf(prefix, GroupKey.BYTES) : after;
        byte[] to = Arrays.copyOf(prefix, GroupKey.BYTES);
        Arrays.fill(to, GroupKey.PREFIX_BYTES, GroupKey.BYTES, (byte) 0xFF);
        List<byte[]> keys = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> range =
                wrapped().range(Bytes.wrap(from), Bytes.wrap(to))) {
            while (range.hasNext() && keys.size() < most) {
                byte[] key = range.next().key.get();
                if (key.length == GroupKey.BYTES) {
                    keys.add(key);
                }
            }
        }
        return keys;
    }

    /** How many groups there are, without counting them. */
    public long size() {
        return cache.size();
    }

    @Override
    public void flushCache() {
        cache.flush();
    }

    /** The task is recycled, or closed after a failure: what is not written never happened. */
    @Override
    public void clearCache() {
        cache.clear();
    }

    @Override
    public void close() {
        cache.clear();
        super.close();
    }
}
