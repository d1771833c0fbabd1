package dev.tocsin.topology.correlate;

import dev.tocsin.topology.metrics.TopologyMetrics;
import dev.tocsin.topology.metrics.TopologyMetrics.Gauge;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * How many groups a store has, kept in the store itself under a key shorter than that of any group,
 * so that a metric costs no scan. A store that has no count yet is counted once. Not thread-safe.
 */
final class GroupCount {
    private static final Bytes KEY = Bytes.wrap(new byte[] {0});
    private static final long UNKNOWN = -1;

    private final KeyValueStore<Bytes, byte[]> store;
    private final TopologyMetrics metrics;
    private long groups = UNKNOWN;
    private long written = UNKNOWN;

    GroupCount(KeyValueStore<Bytes, byte[]> store, TopologyMetrics metrics) {
        this.store = store;
        this.metrics = metrics;
    }

    long get() {
        if (groups == UNKNOWN) {
            byte[] known = store.get(KEY);
            groups = known == null ? scan() : ByteBuffer.wrap(known).getLong();
            written = known == null ? UNKNOWN : groups;
            metrics.add(Gauge.LIVE_GROUPS, groups);
        }
        return groups;
    }

    void add(int more) {
        groups = get() + more;
        metrics.add(Gauge.LIVE_GROUPS, more);
    }

    void write() {
        if (groups != written) {
            store.put(KEY, ByteBuffer.allocate(Long.BYTES).putLong(groups).array());
            written = groups;
        }
    }

    void forget() {
        if (groups != UNKNOWN) {
            metrics.add(Gauge.LIVE_GROUPS, -groups);
        }
        groups = UNKNOWN;
        written = UNKNOWN;
    }

    private long scan() {
        long found = 0;
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            while (all.hasNext()) {
                found += all.next().key.get().length == GroupKey.BYTES ? 1 : 0;
            }
        }
        return found;
    }
}
