package dev.tocsin.topology;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One block cache for all stores of the process, and within it the write buffers: the memory of
 * RocksDB has one bound, whatever the number of partitions and segments. It travels to the setter
 * as a value in the Streams configuration.
 */
public final class RocksDbMemory implements AutoCloseable {
    static final String CONFIG = "tocsin.rocksdb.memory";

    private final Cache cache;
    private final WriteBufferManager writeBuffers;

    /**
     * @param cacheBytes of everything
     * @param writeBufferBytes of that, at most, for write buffers
     */
    RocksDbMemory(long cacheBytes, long writeBufferBytes) {
        RocksDB.loadLibrary();
        this.cache = new LRUCache(cacheBytes);
        this.writeBuffers = new WriteBufferManager(writeBufferBytes, cache);
    }

    /** Called once per store, by Streams, which makes it by its name. */
    public static final class Setter implements RocksDBConfigSetter {
        @Override
        public void setConfig(String storeName, Options options, Map<String, Object> configs) {
            if (!(configs.get(CONFIG) instanceof RocksDbMemory memory)) {
                return;
            }
            BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
            table.setBlockCache(memory.cache);
            table.setCacheIndexAndFilterBlocks(true);
            table.setCacheIndexAndFilterBlocksWithHighPriority(true);
            table.setPinTopLevelIndexAndFilter(true);
            options.setTableFormatConfig(table);
            options.setWriteBufferManager(memory.writeBuffers);
        }

        @Override
        public void close(String storeName, Options options) {
            // The cache is shared: it is closed with the process.
        }
    }

    @Override
    public void close() {
        writeBuffers.close();
        cache.close();
    }
}
