package dev.tocsin.topology.correlate;

import dev.tocsin.topology.metrics.TopologyMetrics;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Builds a {@link GroupStore} around RocksDB with a changelog. */
final class GroupStoreBuilder implements StoreBuilder<GroupStore> {
    private final StoreBuilder<KeyValueStore<Bytes, byte[]>> inner;
    private final GroupMemory memory;
    private final TopologyMetrics metrics;

    GroupStoreBuilder(String name, GroupMemory memory, TopologyMetrics metrics) {
        this.inner =
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(name),
                                Serdes.Bytes(),
                                Serdes.ByteArray())
                        .withLoggingEnabled(Map.of())
                        .withCachingDisabled();
        this.memory = memory;
        this.metrics = metrics;
    }

    @Override
    public GroupStore build() {
        return new GroupStore(inner.build(), memory, metrics);
    }

    /** Live groups are the cache. */
    @Override
    public StoreBuilder<GroupStore> withCachingEnabled() {
        return this;
    }

    @Override
    public StoreBuilder<GroupStore> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<GroupStore> withLoggingEnabled(Map<String, String> config) {
        inner.withLoggingEnabled(config);
        return this;
    }

    @Override
    public StoreBuilder<GroupStore> withLoggingDisabled() {
        inner.withLoggingDisabled();
        return this;
    }

    @Override
    public Map<String, String> logConfig() {
        return inner.logConfig();
    }

    @Override
    public boolean loggingEnabled() {
        return inner.loggingEnabled();
    }

    @Override
    public String name() {
        return inner.name();
    }
}
